"""What the database itself watches over: the order of kinds, and that no map in memory outlives a change."""

import pgtrigger


def place_stands_right() -> pgtrigger.Trigger:
    """A place lies one level below its parent, and never below a kind that is smaller than its own."""
    return pgtrigger.Trigger(
        name="stands_right",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("path", "parent_id", "kind"),  # type: ignore[no-untyped-call]
        declare=[
            ("above", "record"),
            ("ranks", "text[] := ARRAY['federation', 'union', 'branch', 'area']"),
        ],
        func="""
            IF NEW.parent_id IS NULL THEN
                IF length(NEW.path) <> 4 THEN
                    RAISE EXCEPTION 'a root has a path of one level' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            END IF;
            SELECT path, kind INTO above FROM places_place WHERE id = NEW.parent_id;
            IF left(NEW.path, -4) <> above.path
                OR array_position(ranks, NEW.kind::text) < array_position(ranks, above.kind::text) THEN
                RAISE EXCEPTION 'a place must stand below its parent' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


def new_edition() -> pgtrigger.Trigger:
    """After a statement that changed the table, the map has a new edition."""
    return pgtrigger.Trigger(
        name="new_edition",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func="""
            INSERT INTO places_edition (id, mark) VALUES (1, gen_random_uuid())
            ON CONFLICT (id) DO UPDATE SET mark = excluded.mark;
            RETURN NULL;
        """,
    )
