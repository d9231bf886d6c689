-- migration: places.0001_initial
-- migration: people.0001_initial
-- migration: account.0001_initial
-- migration: account.0002_email_max_length
-- migration: account.0003_alter_emailaddress_create_unique_verified_email
-- migration: account.0004_alter_emailaddress_drop_unique_email
-- migration: account.0005_emailaddress_idx_upper_email
-- migration: account.0006_emailaddress_lower
-- migration: account.0007_emailaddress_idx_email
-- migration: account.0008_emailaddress_unique_primary_email_fixup
-- migration: account.0009_emailaddress_unique_primary_email
-- migration: matters.0001_initial
-- migration: notices.0001_initial
-- migration: api.0001_tokens_and_hooks
-- migration: places.0002_code
-- migration: places.0003_calendar_list
-- migration: places.0004_drawn_on
-- migration: places.0005_names_by
-- migration: places.0006_reach
-- migration: matters.0002_search_within_places
-- migration: matters.0003_one_index_each
-- migration: matters.0004_erased
-- migration: matters.0005_sealed
-- migration: matters.0006_sides
-- migration: matters.0007_awaited
-- migration: matters.0008_salt
-- migration: matters.0009_sealed_kinds
-- migration: matters.0010_plain_letters
-- migration: matters.0011_named_lists
-- migration: assembly.0001_initial
-- migration: contenttypes.0001_initial
-- migration: contenttypes.0002_remove_content_type_name
-- migration: auth.0001_initial
-- migration: auth.0002_alter_permission_name_max_length
-- migration: auth.0003_alter_user_email_max_length
-- migration: auth.0004_alter_user_username_opts
-- migration: auth.0005_alter_user_last_login_null
-- migration: auth.0006_require_contenttypes_0002
-- migration: auth.0007_alter_validators_add_error_messages
-- migration: auth.0008_alter_user_username_max_length
-- migration: auth.0009_alter_user_last_name_max_length
-- migration: auth.0010_alter_group_name_max_length
-- migration: auth.0011_update_proxy_permissions
-- migration: auth.0012_alter_user_first_name_max_length
-- migration: ballot.0001_ballots
-- migration: ballot.0002_batches
-- migration: ballot.0003_drafted_once
-- migration: ballot.0004_waiting
-- migration: ballot.0005_in_meetings
-- migration: daily.0001_initial
-- migration: desk.0001_initial
-- migration: desk.0002_sealed
-- migration: desk.0003_goes_on
-- migration: desk.0004_things
-- migration: desk.0005_contact
-- migration: desk.0006_sealed_contact
-- migration: drafts.0001_initial
-- migration: drafts.0002_listed
-- migration: journal.0001_initial
-- migration: journal.0002_heads
-- migration: mediation.0001_initial
-- migration: mediation.0002_feeds
-- migration: mediation.0003_speakers
-- migration: mediation.0004_called
-- migration: mediation.0005_sealed_days
-- migration: mediation.0006_consents
-- migration: mediation.0007_sealed_digest
-- migration: mediation.0008_hours
-- migration: mediation.0009_zones
-- migration: mediation.0010_sent
-- migration: mediation.0011_failed
-- migration: mfa.0001_initial
-- migration: mfa.0002_authenticator_timestamps
-- migration: mfa.0003_authenticator_type_uniq
-- migration: notices.0002_channels
-- migration: notices.0003_sealed
-- migration: notices.0004_loud
-- migration: notices.0005_topics
-- migration: notices.0006_titles
-- migration: notices.0007_stopped
-- migration: notices.0008_refused
-- migration: offices.0001_initial
-- migration: people.0002_sign_in
-- migration: people.0003_phones
-- migration: people.0004_masks
-- migration: people.0005_session_digests
-- migration: people.0006_no_last_login
-- migration: people.0007_no_constraint_on_sessions
-- migration: people.0008_new_offices
-- migration: people.0009_spelling
-- migration: privacy.0001_initial
-- migration: privacy.0002_readings_stay
-- migration: privacy.0003_counts_elsewhere
-- migration: privacy.0004_lists
-- migration: procrastinate.0001_initial
-- migration: procrastinate.0002_drop_started_at_column
-- migration: procrastinate.0003_drop_started_at_column
-- migration: procrastinate.0004_drop_procrastinate_version_table
-- migration: procrastinate.0005_fix_procrastinate_fetch_job
-- migration: procrastinate.0006_fix_trigger_status_events_insert
-- migration: procrastinate.0007_add_queueing_lock_column
-- migration: procrastinate.0008_close_fetch_job_race_condition
-- migration: procrastinate.0009_add_defer_job_function
-- migration: procrastinate.0010_add_procrastinate_periodic_defers
-- migration: procrastinate.0011_add_foreign_key_index
-- migration: procrastinate.0012_add_locks_to_periodic_defer
-- migration: procrastinate.0013_fix_procrastinate_defer_periodic_job
-- migration: procrastinate.0014_add_finish_job_and_retry_job_functions
-- migration: procrastinate.0015_add_trigger_on_job_deletion
-- migration: procrastinate.0016_delete_finished_jobs
-- migration: procrastinate.0017_add_checks_to_finish_job
-- migration: procrastinate.0018_add_checks_to_retry_job
-- migration: procrastinate.0019_fix_finish_job_compat_issue
-- migration: procrastinate.0020_add_index_on_procrastinate_jobs
-- migration: procrastinate.0021_add_kwargs_to_defer_periodic_job
-- migration: procrastinate.0022_null_locks_excluded
-- migration: procrastinate.0023_remove_old_finish_job_function
-- migration: procrastinate.0024_job_id_bigint
-- migration: procrastinate.0025_add_models
-- migration: procrastinate.0026_add_job_priority
-- migration: procrastinate.0027_add_periodic_job_priority
-- migration: procrastinate.0028_add_cancel_states
-- migration: procrastinate.0029_add_additional_params_to_retry_job
-- migration: procrastinate.0030_alter_procrastinateevent_options
-- migration: procrastinate.0031_add_indexes_for_fetch_job
-- migration: procrastinate.0032_pre_cancel_notification
-- migration: procrastinate.0033_post_cancel_notification
-- migration: procrastinate.0034_pre_add_heartbeat
-- migration: procrastinate.0035_post_add_heartbeat
-- migration: procrastinate.0036_add_worker_model
-- migration: procrastinate.0037_pre_batch_defer_jobs
-- migration: procrastinate.0038_post_batch_defer_jobs
-- migration: procrastinate.0039_pre_priority_lock_fetch_job
-- migration: procrastinate.0040_pre_retry_failed_job
-- migration: procrastinate.0041_post_retry_failed_job
-- migration: register.0001_initial
-- migration: register.0002_uploads
-- migration: register.0003_sealed
-- migration: register.0004_lists
-- migration: register.0005_sheets
-- migration: register.0006_correction
-- migration: register.0007_ground
-- migration: sessions.0001_initial
-- migration: socialaccount.0001_initial
-- migration: socialaccount.0002_token_max_lengths
-- migration: socialaccount.0003_extra_data_default_dict
-- migration: socialaccount.0004_app_provider_id_settings
-- migration: socialaccount.0005_socialtoken_nullable_app
-- migration: socialaccount.0006_alter_socialaccount_extra_data
-- migration: things.0001_initial

SET LOCAL check_function_bodies = off;

CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);

CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);

CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);

CREATE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
                DECLARE
                    _pgtrigger_ignore TEXT[];
                    _result BOOLEAN;
                BEGIN
                    BEGIN
                        SELECT INTO _pgtrigger_ignore
                            CURRENT_SETTING('pgtrigger.ignore');
                        EXCEPTION WHEN OTHERS THEN
                    END;
                    IF _pgtrigger_ignore IS NOT NULL THEN
                        SELECT trigger_name = ANY(_pgtrigger_ignore)
                        INTO _result;
                        RETURN _result;
                    ELSE
                        RETURN FALSE;
                    END IF;
                END;
            $$;

CREATE FUNCTION public.hall_words(source text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (WITH runs AS (SELECT first.run, found.at, length(first.run) AS size, (first.run ~ '^[\u3005\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]'::text) AS paired FROM regexp_matches(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(lower(NORMALIZE(regexp_replace(NORMALIZE("left"(hall_words.source, 60000), NFKD), '[​-‍︀-️󠄀-󠇯̀-ͯ]+'::text, ''::text, 'g'::text), NFC)), 'ß'::text, 'ss'::text), 'æ'::text, 'ae'::text), 'œ'::text, 'oe'::text), 'þ'::text, 'th'::text), 'ø'::text, 'o'::text), 'ł'::text, 'l'::text), 'đ'::text, 'd'::text), 'ð'::text, 'd'::text), 'ħ'::text, 'h'::text), 'ı'::text, 'i'::text), 'ς'::text, 'σ'::text), '[\u3005\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]+(?:[·•‧∙⋅・]+[\u3005\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]+)*|[0-9a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02c1\u0300-\u0373\u0376-\u037d\u037f\u0386\u0388-\u0559\u0560-\u0588\u0591-\u05bd\u05d0-\u05f2\u0610-\u061a\u0620-\u0669\u066e-\u06d3\u06d5-\u06ff\u0710-\u085b\u08a0-\u0963\u0966-\u096f\u0971-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59\u0e81-\u0f03\u0f18-\u0f39\u0f3e-\u0fbc\u1000-\u1049\u1050-\u10fa\u10fc-\u135f\u1380-\u13ff\u1401-\u166c\u166f-\u167f\u1681-\u169a\u16a0-\u16ea\u1780-\u17d3\u1810-\u1fff\u2c00-\u2cf8\u2d00-\u2dff\ua4d0-\ua4fd\ua500-\ua60c\ua610-\uabff\U00010000-\U0001d0ff\U0001e000-\U0001efff]+'::text, 'g'::text) WITH ORDINALITY found(parts, at), LATERAL (SELECT translate(found.parts[1], '·•‧∙⋅・'::text, ''::text) AS run) first), placed AS (SELECT runs.run, runs.at, runs.paired, (sum(CASE WHEN runs.paired THEN (runs.size + 1) ELSE 2 END) OVER (ORDER BY runs.at) - CASE WHEN runs.paired THEN (runs.size + 1) ELSE 1 END) AS "position" FROM runs), tokens AS (SELECT (letters.letter || COALESCE(lead(letters.letter) OVER (PARTITION BY placed.at ORDER BY letters.step), ''::text)) AS token, (placed."position" + letters.step) AS "position" FROM placed, LATERAL string_to_table(placed.run, NULL::text) WITH ORDINALITY letters(letter, step) WHERE placed.paired UNION ALL SELECT "left"(placed.run, 64) AS "left", placed."position" FROM placed WHERE (NOT placed.paired)) SELECT (COALESCE(string_agg(concat('''', tokens.token, ''':', LEAST(tokens."position", (16383)::bigint)), ' '::text), ''::text))::tsvector AS "coalesce" FROM tokens);

CREATE FUNCTION public.hall_words_within(source text, path text, number bigint) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (public.hall_words(source) || array_to_tsvector((ARRAY(SELECT ('@'::text || "left"(hall_words_within.path, size.size)) FROM generate_series(4, length(hall_words_within.path), 4) size(size)) || ARRAY[('#'::text || (number / 16384)), ('##'::text || (number / 524288))])));

CREATE FUNCTION public.journal_settled() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO '$user', 'public'
    SET lock_timeout TO '3s'
    AS $$
BEGIN
    LOCK TABLE journal_entry IN SHARE MODE;
    RETURN (SELECT coalesce(max(id), 0) FROM journal_entry);
END
$$;

CREATE FUNCTION public.pgtrigger_append_only_6d2d9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_archive_no_truncate_4148e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'the archive of a ballot only grows';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_archive_only_grows_b53bf() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_heads_no_truncate_fbecc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'the journal is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_heads_stay_424b6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_new_edition_22b9f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            INSERT INTO places_edition (id, mark) VALUES (1, gen_random_uuid())
            ON CONFLICT (id) DO UPDATE SET mark = excluded.mark;
            RETURN NULL;
        
                END;
            $$;

CREATE FUNCTION public.pgtrigger_new_edition_7ae75() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            INSERT INTO places_edition (id, mark) VALUES (1, gen_random_uuid())
            ON CONFLICT (id) DO UPDATE SET mark = excluded.mark;
            RETURN NULL;
        
                END;
            $$;

CREATE FUNCTION public.pgtrigger_new_edition_e061d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            INSERT INTO places_edition (id, mark) VALUES (1, gen_random_uuid())
            ON CONFLICT (id) DO UPDATE SET mark = excluded.mark;
            RETURN NULL;
        
                END;
            $$;

CREATE FUNCTION public.pgtrigger_new_edition_f35e7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
            INSERT INTO places_edition (id, mark) VALUES (1, gen_random_uuid())
            ON CONFLICT (id) DO UPDATE SET mark = excluded.mark;
            RETURN NULL;
        
                END;
            $$;

CREATE FUNCTION public.pgtrigger_no_truncate_989d6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'the journal is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_nodes_no_truncate_60ea0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'the journal is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_nodes_stay_7d71d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_readings_end_68f0a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF OLD.at > now() - interval '5 years' THEN
                        RAISE EXCEPTION 'the log of readings is append-only';
                    END IF;
                    RETURN OLD;
                
                END;
            $$;

CREATE FUNCTION public.pgtrigger_readings_no_truncate_7e258() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'the log of readings is append-only';
                END;
            $$;

CREATE FUNCTION public.pgtrigger_readings_stay_1609e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;

CREATE FUNCTION public.pgtrigger_stands_right_73bca() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE above record; ranks text[] := ARRAY['federation', 'union', 'branch', 'area'];
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
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
        
                END;
            $$;

CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;

CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);

CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;

CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;

CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;

CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.api_hook (
    id bigint NOT NULL,
    uid uuid NOT NULL,
    url character varying(300) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    token_id bigint NOT NULL
);

ALTER TABLE public.api_hook ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.api_hook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.api_once (
    key uuid NOT NULL,
    digest bytea NOT NULL,
    reference character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL
);

CREATE TABLE public.api_sending (
    id bigint NOT NULL,
    uid uuid NOT NULL,
    try_at timestamp with time zone NOT NULL,
    tries smallint NOT NULL,
    settled_at timestamp with time zone,
    sent_at timestamp with time zone,
    hook_id bigint NOT NULL,
    notice_id bigint NOT NULL,
    CONSTRAINT api_sending_tries_check CHECK ((tries >= 0))
);

ALTER TABLE public.api_sending ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.api_sending_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.api_token (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    digest bytea NOT NULL,
    scopes character varying(40)[] NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ends_on date NOT NULL,
    ended_at timestamp with time zone,
    used_on date,
    person_id bigint NOT NULL
);

ALTER TABLE public.api_token ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.api_token_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_amendment (
    id bigint NOT NULL,
    number smallint NOT NULL,
    seat smallint NOT NULL,
    paragraph smallint NOT NULL,
    way character varying(8) NOT NULL,
    text text NOT NULL,
    stands character varying(10) NOT NULL,
    matter_id bigint NOT NULL,
    mandate_id bigint NOT NULL,
    CONSTRAINT assembly_amendment_number_check CHECK ((number >= 0)),
    CONSTRAINT assembly_amendment_paragraph_check CHECK ((paragraph >= 0)),
    CONSTRAINT assembly_amendment_seat_check CHECK ((seat >= 0))
);

ALTER TABLE public.assembly_amendment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_amendment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_approval (
    meeting_id bigint NOT NULL,
    vote smallint NOT NULL,
    digest character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    decided_in_id bigint NOT NULL,
    CONSTRAINT assembly_approval_vote_check CHECK ((vote >= 0))
);

CREATE TABLE public.assembly_authority (
    id bigint NOT NULL,
    stream uuid NOT NULL,
    journal_length integer NOT NULL,
    journal_head bytea NOT NULL,
    code character varying(60) NOT NULL,
    retired_on date,
    title jsonb NOT NULL,
    decided character varying(40) NOT NULL,
    place_id bigint NOT NULL,
    CONSTRAINT assembly_authority_journal_length_check CHECK ((journal_length >= 0))
);

ALTER TABLE public.assembly_authority ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_authority_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_backing (
    id bigint NOT NULL,
    seat smallint NOT NULL,
    part character varying(8) NOT NULL,
    through character varying(20) NOT NULL,
    matter_id bigint NOT NULL,
    mandate_id bigint NOT NULL,
    CONSTRAINT assembly_backing_seat_check CHECK ((seat >= 0))
);

ALTER TABLE public.assembly_backing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_backing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_bundled (
    id bigint NOT NULL,
    motion_id bigint NOT NULL,
    item_id bigint NOT NULL
);

ALTER TABLE public.assembly_bundled ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_bundled_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_candidate (
    id bigint NOT NULL,
    number smallint NOT NULL,
    stands boolean NOT NULL,
    matter_id bigint NOT NULL,
    person_id bigint NOT NULL,
    CONSTRAINT assembly_candidate_number_check CHECK ((number >= 0))
);

ALTER TABLE public.assembly_candidate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_candidate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_constituency (
    id bigint NOT NULL,
    stream uuid NOT NULL,
    journal_length integer NOT NULL,
    journal_head bytea NOT NULL,
    code character varying(60) NOT NULL,
    retired_on date,
    title jsonb NOT NULL,
    staff integer NOT NULL,
    seats smallint NOT NULL,
    place_id bigint NOT NULL,
    term_id bigint NOT NULL,
    CONSTRAINT assembly_constituency_journal_length_check CHECK ((journal_length >= 0)),
    CONSTRAINT assembly_constituency_seats_check CHECK ((seats >= 0)),
    CONSTRAINT assembly_constituency_staff_check CHECK ((staff >= 0))
);

ALTER TABLE public.assembly_constituency ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_constituency_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_decided (
    id bigint NOT NULL,
    vote smallint NOT NULL,
    outcome character varying(10) NOT NULL,
    meeting_id bigint NOT NULL,
    motion_id bigint NOT NULL,
    CONSTRAINT assembly_decided_vote_check CHECK ((vote >= 0))
);

ALTER TABLE public.assembly_decided ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_decided_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_delegatequestion (
    matter_id bigint NOT NULL,
    asked text NOT NULL,
    mandate_id bigint NOT NULL
);

CREATE TABLE public.assembly_election (
    matter_id bigint NOT NULL,
    seats smallint NOT NULL,
    constituency_id bigint NOT NULL,
    CONSTRAINT assembly_election_seats_check CHECK ((seats >= 0))
);

CREATE TABLE public.assembly_entitled (
    id bigint NOT NULL,
    seat smallint NOT NULL,
    meeting_id bigint NOT NULL,
    mandate_id bigint NOT NULL,
    CONSTRAINT assembly_entitled_seat_check CHECK ((seat >= 0))
);

ALTER TABLE public.assembly_entitled ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_entitled_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_item (
    id bigint NOT NULL,
    number smallint NOT NULL,
    "position" smallint NOT NULL,
    name character varying(200) NOT NULL,
    kind character varying(12) NOT NULL,
    minutes smallint NOT NULL,
    presented_by character varying(80) NOT NULL,
    subject character varying(24) NOT NULL,
    joint_id bigint,
    meeting_id bigint NOT NULL,
    minutes_of_id bigint,
    motion_id bigint,
    parent_id bigint,
    CONSTRAINT assembly_item_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT assembly_item_number_check CHECK ((number >= 0)),
    CONSTRAINT assembly_item_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.assembly_item ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_itempaper (
    id bigint NOT NULL,
    file_id bigint NOT NULL,
    item_id bigint NOT NULL
);

ALTER TABLE public.assembly_itempaper ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_itempaper_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_jointdecision (
    matter_id bigint NOT NULL,
    settled character varying(200) NOT NULL,
    words text NOT NULL,
    since timestamp with time zone NOT NULL,
    authority_id bigint NOT NULL,
    confirmed_id bigint,
    meeting_id bigint NOT NULL
);

CREATE TABLE public.assembly_log (
    stream uuid NOT NULL,
    journal_length integer NOT NULL,
    journal_head bytea NOT NULL,
    matter_id bigint NOT NULL,
    wall bytea NOT NULL,
    said integer NOT NULL,
    CONSTRAINT assembly_log_journal_length_check CHECK ((journal_length >= 0)),
    CONSTRAINT assembly_log_said_check CHECK ((said >= 0))
);

CREATE TABLE public.assembly_mandate (
    id bigint NOT NULL,
    from_on date NOT NULL,
    until_on date,
    seat smallint NOT NULL,
    standing_by smallint,
    votes integer,
    entitled integer,
    why character varying(12) NOT NULL,
    ended character varying(12) NOT NULL,
    constituency_id bigint NOT NULL,
    election_id bigint,
    person_id bigint NOT NULL,
    term_id bigint NOT NULL,
    CONSTRAINT assembly_mandate_entitled_check CHECK ((entitled >= 0)),
    CONSTRAINT assembly_mandate_seat_check CHECK ((seat >= 0)),
    CONSTRAINT assembly_mandate_standing_by_check CHECK ((standing_by >= 0)),
    CONSTRAINT assembly_mandate_votes_check CHECK ((votes >= 0)),
    CONSTRAINT mandate_dates CHECK (((until_on IS NULL) OR (until_on >= from_on)))
);

ALTER TABLE public.assembly_mandate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_mandate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_meeting (
    matter_id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    name character varying(120) NOT NULL,
    "where" character varying(200) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    presidium smallint,
    frontline smallint,
    last_item smallint NOT NULL,
    series_on date,
    series_id bigint,
    term_id bigint NOT NULL,
    CONSTRAINT assembly_meeting_frontline_check CHECK ((frontline >= 0)),
    CONSTRAINT assembly_meeting_last_item_check CHECK ((last_item >= 0)),
    CONSTRAINT assembly_meeting_presidium_check CHECK ((presidium >= 0)),
    CONSTRAINT meeting_has_hours CHECK ((ends_at > starts_at))
);

CREATE TABLE public.assembly_motion (
    matter_id bigint NOT NULL,
    name character varying(120) NOT NULL,
    subject character varying(12) NOT NULL,
    text text NOT NULL,
    grounds text NOT NULL,
    recommended character varying(8) NOT NULL,
    outcome character varying(8) NOT NULL,
    redone boolean NOT NULL,
    satisfied boolean,
    term_id bigint NOT NULL
);

CREATE TABLE public.assembly_note (
    id bigint NOT NULL,
    item smallint NOT NULL,
    text text NOT NULL,
    meeting_id bigint NOT NULL,
    CONSTRAINT assembly_note_item_check CHECK ((item >= 0))
);

ALTER TABLE public.assembly_note ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_note_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_presence (
    id uuid NOT NULL,
    seat smallint NOT NULL,
    mandate_id bigint NOT NULL,
    meeting_id bigint NOT NULL,
    CONSTRAINT assembly_presence_seat_check CHECK ((seat >= 0))
);

CREATE TABLE public.assembly_publicpromise (
    matter_id bigint NOT NULL,
    promised character varying(200) NOT NULL,
    owner character varying(80) NOT NULL,
    until date NOT NULL,
    at_first date NOT NULL,
    source_id bigint NOT NULL
);

CREATE TABLE public.assembly_publicquestion (
    matter_id bigint NOT NULL,
    asked character varying(200) NOT NULL,
    more text NOT NULL,
    supported integer,
    joined_id bigint,
    meeting_id bigint NOT NULL,
    CONSTRAINT assembly_publicquestion_supported_check CHECK ((supported >= 0))
);

CREATE TABLE public.assembly_questionby (
    matter_id bigint NOT NULL,
    person_id bigint NOT NULL
);

CREATE TABLE public.assembly_questioncode (
    matter_id bigint NOT NULL,
    digest character varying(64) NOT NULL
);

CREATE TABLE public.assembly_recall (
    matter_id bigint NOT NULL,
    seat smallint NOT NULL,
    constituency_id bigint NOT NULL,
    CONSTRAINT assembly_recall_seat_check CHECK ((seat >= 0))
);

CREATE TABLE public.assembly_reportback (
    id bigint NOT NULL,
    text text NOT NULL,
    written_at timestamp with time zone NOT NULL,
    mandate_id bigint NOT NULL,
    meeting_id bigint NOT NULL
);

ALTER TABLE public.assembly_reportback ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_reportback_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_round (
    id bigint NOT NULL,
    number smallint NOT NULL,
    kind character varying(8) NOT NULL,
    ballot character varying(22) NOT NULL,
    seats smallint NOT NULL,
    answers smallint[] NOT NULL,
    stage character varying(10) NOT NULL,
    entitled integer,
    took_part integer,
    blank integer NOT NULL,
    counts integer[] NOT NULL,
    mandate_id bigint,
    matter_id bigint NOT NULL,
    CONSTRAINT assembly_round_blank_check CHECK ((blank >= 0)),
    CONSTRAINT assembly_round_entitled_check CHECK ((entitled >= 0)),
    CONSTRAINT assembly_round_number_check CHECK ((number >= 0)),
    CONSTRAINT assembly_round_seats_check CHECK ((seats >= 0)),
    CONSTRAINT assembly_round_took_part_check CHECK ((took_part >= 0))
);

ALTER TABLE public.assembly_round ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_round_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_secretvote (
    id bigint NOT NULL,
    ballot character varying(22) NOT NULL,
    about character varying(4000) NOT NULL,
    vote smallint,
    item_id bigint NOT NULL,
    meeting_id bigint NOT NULL,
    CONSTRAINT assembly_secretvote_vote_check CHECK ((vote >= 0))
);

ALTER TABLE public.assembly_secretvote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_secretvote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_series (
    id bigint NOT NULL,
    stream uuid NOT NULL,
    journal_length integer NOT NULL,
    journal_head bytea NOT NULL,
    code character varying(60) NOT NULL,
    retired_on date,
    title jsonb NOT NULL,
    kind character varying(20) NOT NULL,
    week smallint NOT NULL,
    weekday smallint NOT NULL,
    months smallint NOT NULL,
    from_on date NOT NULL,
    begins time without time zone NOT NULL,
    minutes smallint NOT NULL,
    "where" character varying(200) NOT NULL,
    place_id bigint NOT NULL,
    CONSTRAINT assembly_series_journal_length_check CHECK ((journal_length >= 0)),
    CONSTRAINT assembly_series_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT assembly_series_months_check CHECK ((months >= 0)),
    CONSTRAINT assembly_series_weekday_check CHECK ((weekday >= 0)),
    CONSTRAINT series_takes_time CHECK ((minutes > 0))
);

ALTER TABLE public.assembly_series ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_series_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_support (
    id bigint NOT NULL,
    mark character varying(64) NOT NULL,
    matter_id bigint NOT NULL
);

ALTER TABLE public.assembly_support ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_support_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_term (
    id bigint NOT NULL,
    stream uuid NOT NULL,
    journal_length integer NOT NULL,
    journal_head bytea NOT NULL,
    code character varying(60) NOT NULL,
    retired_on date,
    title jsonb NOT NULL,
    from_on date NOT NULL,
    until_on date NOT NULL,
    staff integer NOT NULL,
    managers integer,
    place_id bigint NOT NULL,
    CONSTRAINT assembly_term_journal_length_check CHECK ((journal_length >= 0)),
    CONSTRAINT assembly_term_managers_check CHECK ((managers >= 0)),
    CONSTRAINT assembly_term_staff_check CHECK ((staff >= 0)),
    CONSTRAINT term_has_days CHECK ((until_on > from_on))
);

ALTER TABLE public.assembly_term ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_term_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_version (
    id bigint NOT NULL,
    number smallint NOT NULL,
    paragraphs jsonb NOT NULL,
    amendment smallint,
    matter_id bigint NOT NULL,
    CONSTRAINT assembly_version_amendment_check CHECK ((amendment >= 0)),
    CONSTRAINT assembly_version_number_check CHECK ((number >= 0))
);

ALTER TABLE public.assembly_version ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assembly_voice (
    id bigint NOT NULL,
    vote smallint NOT NULL,
    seat smallint NOT NULL,
    choice character varying(8) NOT NULL,
    mandate_id bigint NOT NULL,
    meeting_id bigint NOT NULL,
    CONSTRAINT assembly_voice_seat_check CHECK ((seat >= 0)),
    CONSTRAINT assembly_voice_vote_check CHECK ((vote >= 0))
);

ALTER TABLE public.assembly_voice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assembly_voice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ballot_batch (
    id bigint NOT NULL,
    first integer NOT NULL,
    last integer NOT NULL,
    sums bytea,
    fault character varying(20) NOT NULL,
    looked_at timestamp with time zone,
    election_id bigint NOT NULL,
    CONSTRAINT ballot_batch_first_check CHECK ((first >= 0)),
    CONSTRAINT ballot_batch_last_check CHECK ((last >= 0)),
    CONSTRAINT batch_has_events CHECK ((last >= first))
);

ALTER TABLE public.ballot_batch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ballot_batch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ballot_election (
    id bigint NOT NULL,
    stream uuid NOT NULL,
    journal_length integer NOT NULL,
    journal_head bytea NOT NULL,
    uid character varying(22) NOT NULL,
    title jsonb NOT NULL,
    description jsonb NOT NULL,
    questions jsonb NOT NULL,
    mode character varying(10) NOT NULL,
    with_paper boolean NOT NULL,
    minimum smallint NOT NULL,
    threshold smallint NOT NULL,
    notice_at timestamp with time zone,
    opens_at timestamp with time zone NOT NULL,
    closes_at timestamp with time zone NOT NULL,
    stage character varying(10) NOT NULL,
    called_by uuid NOT NULL,
    office character varying(40) NOT NULL,
    server_key bytea NOT NULL,
    begun bigint NOT NULL,
    counts jsonb,
    turnout_at_end integer,
    void_reason text NOT NULL,
    ended_at timestamp with time zone,
    roll_gone boolean NOT NULL,
    place_id bigint NOT NULL,
    draft_key uuid,
    mixed_at timestamp with time zone,
    by_hand boolean NOT NULL,
    given_roll boolean NOT NULL,
    CONSTRAINT ballot_election_journal_length_check CHECK ((journal_length >= 0)),
    CONSTRAINT ballot_election_minimum_check CHECK ((minimum >= 0)),
    CONSTRAINT ballot_election_threshold_check CHECK ((threshold >= 0)),
    CONSTRAINT ballot_election_turnout_at_end_check CHECK ((turnout_at_end >= 0)),
    CONSTRAINT election_has_hours CHECK ((closes_at > opens_at)),
    CONSTRAINT election_has_minimum CHECK ((minimum >= 1))
);

ALTER TABLE public.ballot_election ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ballot_election_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ballot_event (
    id bigint NOT NULL,
    height integer NOT NULL,
    kind character varying(20) NOT NULL,
    records bytea NOT NULL,
    digest character varying(64) NOT NULL,
    content character varying(64) NOT NULL,
    tracker character varying(43) NOT NULL,
    credential character varying(64) NOT NULL,
    hints bytea NOT NULL,
    election_id bigint NOT NULL,
    CONSTRAINT ballot_event_height_check CHECK ((height >= 0))
);

ALTER TABLE public.ballot_event ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ballot_event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ballot_listed (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    number bytea NOT NULL,
    weight bigint NOT NULL,
    election_id bigint NOT NULL,
    CONSTRAINT ballot_listed_weight_check CHECK ((weight >= 0))
);

ALTER TABLE public.ballot_listed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ballot_listed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ballot_namedvote (
    id bigint NOT NULL,
    choices smallint[] NOT NULL,
    election_id bigint NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.ballot_namedvote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ballot_namedvote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ballot_papercount (
    election_id bigint NOT NULL,
    ballots integer NOT NULL,
    invalid integer NOT NULL,
    counts jsonb NOT NULL,
    entered_by uuid NOT NULL,
    signed_by uuid,
    CONSTRAINT ballot_papercount_ballots_check CHECK ((ballots >= 0)),
    CONSTRAINT ballot_papercount_invalid_check CHECK ((invalid >= 0)),
    CONSTRAINT paper_by_two CHECK (((signed_by IS NULL) OR (NOT ((signed_by = entered_by) AND (signed_by IS NOT NULL)))))
);

CREATE TABLE public.ballot_part (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    body text NOT NULL,
    trustee_id bigint NOT NULL
);

ALTER TABLE public.ballot_part ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ballot_part_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ballot_registration (
    id uuid NOT NULL,
    number bytea NOT NULL,
    election_id bigint NOT NULL,
    person_id bigint NOT NULL
);

CREATE TABLE public.ballot_rollentry (
    id uuid NOT NULL,
    registered boolean NOT NULL,
    election_id bigint NOT NULL,
    person_id bigint NOT NULL
);

CREATE TABLE public.ballot_trustee (
    id bigint NOT NULL,
    number smallint NOT NULL,
    election_id bigint NOT NULL,
    person_id bigint NOT NULL,
    CONSTRAINT ballot_trustee_number_check CHECK ((number >= 0))
);

ALTER TABLE public.ballot_trustee ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ballot_trustee_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ballot_turnout (
    id uuid NOT NULL,
    on_paper boolean NOT NULL,
    election_id bigint NOT NULL,
    person_id bigint NOT NULL
);

CREATE TABLE public.ballot_waiting (
    content character varying(64) NOT NULL,
    raw bytea NOT NULL,
    tracker character varying(43) NOT NULL,
    credential character varying(64) NOT NULL,
    hints bytea NOT NULL,
    turn smallint NOT NULL,
    election_id bigint NOT NULL,
    CONSTRAINT ballot_waiting_turn_check CHECK ((turn >= 0))
);
ALTER TABLE ONLY public.ballot_waiting ALTER COLUMN raw SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.ballot_waiting ALTER COLUMN hints SET STORAGE EXTERNAL;

CREATE TABLE public.daily_done (
    name character varying(60) NOT NULL,
    day date,
    begun_at timestamp with time zone,
    done_at timestamp with time zone
);

CREATE TABLE public.desk_answertemplate (
    id bigint NOT NULL,
    title jsonb NOT NULL,
    text jsonb NOT NULL,
    service_id bigint,
    code character varying(60) NOT NULL,
    journal_head bytea NOT NULL,
    journal_length integer NOT NULL,
    retired_on date,
    stream uuid NOT NULL,
    CONSTRAINT desk_answertemplate_journal_length_check CHECK ((journal_length >= 0))
);

ALTER TABLE public.desk_answertemplate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_answertemplate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.desk_apikey (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    digest character varying(64) NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone
);

ALTER TABLE public.desk_apikey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_apikey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.desk_request (
    matter_id bigint NOT NULL,
    description text NOT NULL,
    answers jsonb NOT NULL,
    address text NOT NULL,
    lat double precision,
    long double precision,
    media_url character varying(200) NOT NULL,
    channel character varying(10) NOT NULL,
    consent boolean NOT NULL,
    referred_to character varying(120) NOT NULL,
    source_id character varying(80),
    flags jsonb NOT NULL,
    rating smallint,
    rating_text text NOT NULL,
    reach text NOT NULL,
    service_id bigint NOT NULL,
    goes_on_in character varying(30) NOT NULL,
    contact jsonb,
    CONSTRAINT desk_request_rating_check CHECK ((rating >= 0)),
    CONSTRAINT request_point CHECK ((((lat IS NULL) AND (long IS NULL)) OR ((lat IS NOT NULL) AND (long IS NOT NULL))))
);

CREATE TABLE public.desk_service (
    id bigint NOT NULL,
    code character varying(60) NOT NULL,
    retired_on date,
    current_id bigint,
    window_id bigint NOT NULL,
    journal_head bytea NOT NULL,
    journal_length integer NOT NULL,
    stream uuid NOT NULL,
    CONSTRAINT desk_service_journal_length_check CHECK ((journal_length >= 0))
);

ALTER TABLE public.desk_service ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_service_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.desk_serviceversion (
    id bigint NOT NULL,
    number smallint NOT NULL,
    title jsonb NOT NULL,
    description jsonb NOT NULL,
    keywords jsonb NOT NULL,
    papers jsonb NOT NULL,
    questions jsonb NOT NULL,
    amount smallint NOT NULL,
    unit character varying(12) NOT NULL,
    level character varying(12) NOT NULL,
    public boolean NOT NULL,
    source character varying(200) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint,
    service_id bigint NOT NULL,
    sealed boolean NOT NULL,
    CONSTRAINT desk_serviceversion_amount_check CHECK ((amount >= 0)),
    CONSTRAINT desk_serviceversion_number_check CHECK ((number >= 0)),
    CONSTRAINT public_is_not_sealed CHECK (((NOT public) OR (NOT sealed)))
);

ALTER TABLE public.desk_serviceversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_serviceversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.desk_window (
    id bigint NOT NULL,
    code character varying(60) NOT NULL,
    title jsonb NOT NULL,
    "order" smallint NOT NULL,
    journal_head bytea NOT NULL,
    journal_length integer NOT NULL,
    retired_on date,
    stream uuid NOT NULL,
    CONSTRAINT desk_window_journal_length_check CHECK ((journal_length >= 0)),
    CONSTRAINT desk_window_order_check CHECK (("order" >= 0))
);

ALTER TABLE public.desk_window ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.desk_window_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

CREATE TABLE public.drafts_kept (
    name uuid NOT NULL,
    owner uuid,
    about uuid,
    content bytea NOT NULL,
    until timestamp with time zone NOT NULL,
    is_listed boolean NOT NULL
);

CREATE TABLE public.journal_entry (
    id bigint NOT NULL,
    stream uuid NOT NULL,
    number integer NOT NULL,
    event character varying(80) NOT NULL,
    actor uuid,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    payload jsonb NOT NULL,
    key uuid,
    digest bytea NOT NULL,
    CONSTRAINT journal_entry_number_check CHECK ((number >= 0))
);

ALTER TABLE public.journal_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.journal_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.journal_head (
    id bigint NOT NULL,
    size bigint NOT NULL,
    root bytea NOT NULL,
    last bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    key character varying(43) NOT NULL,
    signature character varying(86) NOT NULL
);

ALTER TABLE public.journal_head ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.journal_head_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.journal_node (
    id bigint NOT NULL,
    level smallint NOT NULL,
    "position" bigint NOT NULL,
    hash bytea NOT NULL,
    last bigint NOT NULL,
    CONSTRAINT journal_node_level_check CHECK ((level >= 0))
);

ALTER TABLE public.journal_node ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.journal_node_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.journal_witness (
    id bigint NOT NULL,
    address character varying(500) NOT NULL,
    size bigint NOT NULL,
    told_at timestamp with time zone
);

ALTER TABLE public.journal_witness ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.journal_witness_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matters_awaited (
    id bigint NOT NULL,
    stream uuid NOT NULL,
    "then" character varying(60) NOT NULL,
    key uuid NOT NULL,
    payload jsonb NOT NULL,
    settled_at timestamp with time zone,
    done_at timestamp with time zone,
    matter_id bigint NOT NULL
);

ALTER TABLE public.matters_awaited ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matters_awaited_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matters_deadline (
    id bigint NOT NULL,
    rule character varying(60) NOT NULL,
    state character varying(30) NOT NULL,
    overdue character varying(30) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    due_on date,
    due_at timestamp with time zone,
    extra smallint NOT NULL,
    explanation jsonb NOT NULL,
    met_at timestamp with time zone,
    missed_at timestamp with time zone,
    matter_id bigint NOT NULL,
    CONSTRAINT matters_deadline_extra_check CHECK ((extra >= 0))
);

ALTER TABLE public.matters_deadline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matters_deadline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matters_file (
    id bigint NOT NULL,
    uid uuid NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    size integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    internal boolean NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by_id bigint,
    matter_id bigint NOT NULL,
    CONSTRAINT matters_file_size_check CHECK ((size >= 0))
);

ALTER TABLE public.matters_file ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matters_file_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matters_frozen (
    id bigint NOT NULL,
    room character varying(30) NOT NULL,
    month date NOT NULL,
    path character varying(40) NOT NULL COLLATE pg_catalog."C",
    numbers jsonb NOT NULL,
    is_stale boolean NOT NULL
);

ALTER TABLE public.matters_frozen ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matters_frozen_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matters_link (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    matter_id bigint NOT NULL,
    other_id bigint NOT NULL
);

ALTER TABLE public.matters_link ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matters_link_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matters_matter (
    id bigint NOT NULL,
    stream uuid NOT NULL,
    journal_length integer NOT NULL,
    journal_head bytea NOT NULL,
    room character varying(30) NOT NULL,
    kind character varying(60) NOT NULL,
    state character varying(30) NOT NULL,
    procedure_version smallint NOT NULL,
    place_path character varying(40) NOT NULL COLLATE pg_catalog."C",
    opened_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    clock_at timestamp with time zone,
    closed_at timestamp with time zone,
    changed_at timestamp with time zone NOT NULL,
    handler_id bigint,
    offered_to_id bigint,
    place_id bigint NOT NULL,
    subject_id bigint,
    rules_id bigint NOT NULL,
    erased_at timestamp with time zone,
    sealed boolean NOT NULL,
    salt bytea,
    CONSTRAINT matter_is_never_unowned CHECK (((NOT (closed_at IS NULL)) OR (handler_id IS NOT NULL))),
    CONSTRAINT matters_matter_journal_length_check CHECK ((journal_length >= 0)),
    CONSTRAINT matters_matter_procedure_version_check CHECK ((procedure_version >= 0))
);

ALTER TABLE public.matters_matter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matters_matter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matters_message (
    id bigint NOT NULL,
    number integer NOT NULL,
    text text NOT NULL,
    internal boolean NOT NULL,
    matter_id bigint NOT NULL,
    audience character varying(30) NOT NULL,
    confidant_id bigint,
    CONSTRAINT matters_message_number_check CHECK ((number >= 0))
);

ALTER TABLE public.matters_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matters_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matters_namedlist (
    id bigint NOT NULL,
    title character varying(40) NOT NULL,
    query character varying(1000) NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.matters_namedlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matters_namedlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matters_party (
    id bigint NOT NULL,
    capacity character varying(30) NOT NULL,
    matter_id bigint NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.matters_party ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matters_party_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matters_pause (
    id bigint NOT NULL,
    from_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone,
    matter_id bigint NOT NULL
);

ALTER TABLE public.matters_pause ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matters_pause_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matters_receipt (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    matter_id bigint NOT NULL,
    capacity character varying(30) NOT NULL
);

ALTER TABLE public.matters_receipt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matters_receipt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matters_recusal (
    id bigint NOT NULL,
    matter_id bigint NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.matters_recusal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matters_recusal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matters_ruleversion (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    pack character varying(20) NOT NULL,
    rules jsonb NOT NULL,
    recorded_at timestamp with time zone NOT NULL
);

ALTER TABLE public.matters_ruleversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.matters_ruleversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.matters_wording (
    matter_id bigint NOT NULL,
    text text NOT NULL,
    place_path character varying(40) NOT NULL COLLATE pg_catalog."C",
    search tsvector GENERATED ALWAYS AS (public.hall_words_within(text, (place_path)::text, matter_id)) STORED
);

CREATE TABLE public.mediation_answer (
    id bigint NOT NULL,
    number integer NOT NULL,
    audience character varying(30) NOT NULL,
    accepts text NOT NULL,
    matter_id bigint NOT NULL,
    CONSTRAINT mediation_answer_number_check CHECK ((number >= 0))
);

ALTER TABLE public.mediation_answer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mediation_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mediation_backing (
    id bigint NOT NULL,
    name text NOT NULL,
    stands boolean NOT NULL,
    chooses_id bigint,
    matter_id bigint NOT NULL,
    person_id bigint,
    receipt_id bigint
);

ALTER TABLE public.mediation_backing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mediation_backing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mediation_consent (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    matter_id bigint NOT NULL,
    number smallint NOT NULL,
    said jsonb NOT NULL,
    CONSTRAINT mediation_consent_number_check CHECK ((number >= 0))
);

ALTER TABLE public.mediation_consent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mediation_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mediation_dispute (
    matter_id bigint NOT NULL,
    claim text NOT NULL,
    wish text NOT NULL,
    contact jsonb NOT NULL,
    happened_on text,
    employed_until text,
    companions text NOT NULL,
    meets_at timestamp with time zone,
    meets_until timestamp with time zone,
    "where" text NOT NULL,
    present text NOT NULL,
    is_represented boolean NOT NULL,
    called text NOT NULL,
    meets_ahead smallint,
    meets_zone character varying(50) NOT NULL
);

CREATE TABLE public.mediation_draft (
    id bigint NOT NULL,
    number smallint NOT NULL,
    text text NOT NULL,
    promises jsonb NOT NULL,
    digest text NOT NULL,
    language character varying(10) NOT NULL,
    matter_id bigint NOT NULL,
    CONSTRAINT mediation_draft_number_check CHECK ((number >= 0))
);

ALTER TABLE public.mediation_draft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mediation_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mediation_feed (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.mediation_feed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mediation_feed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mediation_invitation (
    id bigint NOT NULL,
    capacity character varying(30) NOT NULL,
    digest character varying(64) NOT NULL,
    until timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    matter_id bigint NOT NULL,
    refused_at timestamp with time zone,
    sent_at timestamp with time zone,
    waits text,
    failed_at timestamp with time zone
);

ALTER TABLE public.mediation_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mediation_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mediation_milestone (
    id bigint NOT NULL,
    name character varying(20) NOT NULL,
    happened_on text,
    extra smallint NOT NULL,
    matter_id bigint NOT NULL,
    CONSTRAINT mediation_milestone_extra_check CHECK ((extra >= 0))
);

ALTER TABLE public.mediation_milestone ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mediation_milestone_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mediation_promise (
    id bigint NOT NULL,
    number smallint NOT NULL,
    side character varying(30) NOT NULL,
    what text NOT NULL,
    due_on text NOT NULL,
    kept_on text,
    broken_on text,
    matter_id bigint NOT NULL,
    CONSTRAINT mediation_promise_number_check CHECK ((number >= 0))
);

ALTER TABLE public.mediation_promise ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mediation_promise_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mediation_seat (
    id bigint NOT NULL,
    number smallint NOT NULL,
    matter_id bigint NOT NULL,
    person_id bigint NOT NULL,
    CONSTRAINT mediation_seat_number_check CHECK ((number >= 0))
);

ALTER TABLE public.mediation_seat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mediation_seat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mediation_slot (
    id bigint NOT NULL,
    number smallint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    "where" text NOT NULL,
    matter_id bigint NOT NULL,
    ahead smallint,
    zone character varying(50) NOT NULL,
    CONSTRAINT mediation_slot_number_check CHECK ((number >= 0))
);

ALTER TABLE public.mediation_slot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mediation_slot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_choice (
    id bigint NOT NULL,
    channel character varying(20) NOT NULL,
    address text NOT NULL,
    "position" smallint NOT NULL,
    failures smallint NOT NULL,
    rests_until timestamp with time zone,
    person_id bigint NOT NULL,
    CONSTRAINT notices_choice_failures_check CHECK ((failures >= 0)),
    CONSTRAINT notices_choice_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.notices_choice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_choice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_hours (
    person_id bigint NOT NULL,
    time_zone character varying(40) NOT NULL,
    quiet_from time without time zone NOT NULL,
    quiet_until time without time zone NOT NULL,
    daily_at time without time zone,
    urgent_anyway boolean NOT NULL
);

CREATE TABLE public.notices_notice (
    id bigint NOT NULL,
    event character varying(80) NOT NULL,
    number integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    try_at timestamp with time zone NOT NULL,
    tries smallint NOT NULL,
    settled_at timestamp with time zone,
    sent_at timestamp with time zone,
    matter_id bigint,
    person_id bigint NOT NULL,
    channel character varying(20) NOT NULL,
    gave_up_at timestamp with time zone,
    given_up character varying(20)[] NOT NULL,
    urgent boolean NOT NULL,
    loud boolean NOT NULL,
    went_by character varying(20) NOT NULL,
    topic_id bigint,
    CONSTRAINT notice_is_about_something CHECK ((((matter_id IS NOT NULL) AND (topic_id IS NULL)) OR ((matter_id IS NULL) AND (topic_id IS NOT NULL)))),
    CONSTRAINT notices_notice_number_check CHECK ((number >= 0)),
    CONSTRAINT notices_notice_tries_check CHECK ((tries >= 0))
);

ALTER TABLE public.notices_notice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_notice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_stopped (
    id bigint NOT NULL,
    digest character varying(32) NOT NULL,
    matter_id bigint NOT NULL,
    is_refused boolean NOT NULL
);

ALTER TABLE public.notices_stopped ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_stopped_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_topic (
    id bigint NOT NULL,
    stream uuid NOT NULL,
    reference character varying(40) NOT NULL,
    address character varying(200) NOT NULL,
    place_path character varying(40) NOT NULL,
    title jsonb NOT NULL
);

ALTER TABLE public.notices_topic ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_topic_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.offices_appointment (
    matter_id bigint NOT NULL,
    role character varying(40) NOT NULL,
    from_on date NOT NULL,
    until_on date,
    ends boolean NOT NULL,
    office_id bigint,
    person_id bigint NOT NULL,
    place_id bigint NOT NULL,
    proposed_by_id bigint,
    signed_by_id bigint,
    CONSTRAINT appointment_by_two CHECK (((signed_by_id IS NULL) OR (proposed_by_id IS NULL) OR (NOT ((signed_by_id = proposed_by_id) AND (signed_by_id IS NOT NULL) AND (proposed_by_id IS NOT NULL))))),
    CONSTRAINT appointment_never_of_oneself CHECK ((((proposed_by_id IS NULL) OR (NOT ((proposed_by_id = person_id) AND (proposed_by_id IS NOT NULL)))) AND ((signed_by_id IS NULL) OR (NOT ((signed_by_id = person_id) AND (signed_by_id IS NOT NULL))))))
);

CREATE TABLE public.people_attempts (
    cache_key character varying(255) NOT NULL,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);

CREATE TABLE public.people_loststep (
    id bigint NOT NULL,
    uid uuid NOT NULL,
    person uuid NOT NULL,
    state character varying(10) NOT NULL,
    opened_by uuid NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    confirmed_by uuid,
    confirmed_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT lost_step_not_ones_own CHECK (((NOT (opened_by = person)) AND ((confirmed_by IS NULL) OR (NOT ((confirmed_by = person) AND (confirmed_by IS NOT NULL)))))),
    CONSTRAINT lost_step_two_people CHECK (((confirmed_by IS NULL) OR (NOT ((confirmed_by = opened_by) AND (confirmed_by IS NOT NULL)))))
);

ALTER TABLE public.people_loststep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_loststep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_membership (
    id bigint NOT NULL,
    from_on date NOT NULL,
    until_on date,
    person_id bigint NOT NULL,
    place_id bigint NOT NULL,
    CONSTRAINT membership_dates CHECK (((until_on IS NULL) OR (until_on >= from_on)))
);

ALTER TABLE public.people_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_office (
    id bigint NOT NULL,
    from_on date NOT NULL,
    until_on date,
    role character varying(40) NOT NULL,
    person_id bigint NOT NULL,
    place_id bigint NOT NULL,
    is_new boolean DEFAULT false NOT NULL,
    CONSTRAINT office_dates CHECK (((until_on IS NULL) OR (until_on >= from_on)))
);

ALTER TABLE public.people_office ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_office_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_person (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    uid uuid NOT NULL,
    name text NOT NULL,
    email character varying(254),
    number character varying(30) NOT NULL,
    phone character varying(20) NOT NULL,
    language character varying(10) NOT NULL,
    is_active boolean NOT NULL,
    joined_on date NOT NULL,
    phone_confirmed_on date,
    bearer text NOT NULL,
    mask_in character varying(30) NOT NULL,
    spelling character varying(120) DEFAULT ''::character varying NOT NULL
);

ALTER TABLE public.people_person ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.people_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.people_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL,
    browser character varying(40) NOT NULL,
    since timestamp with time zone,
    person_id bigint
);

CREATE TABLE public.places_boundary (
    id bigint NOT NULL,
    geometry jsonb NOT NULL,
    place_id bigint NOT NULL,
    drawn_on character varying(5) NOT NULL,
    CONSTRAINT boundary_drawn_on CHECK (((drawn_on)::text = ANY ((ARRAY['wgs84'::character varying, 'gcj02'::character varying, 'bd09'::character varying])::text[])))
);

ALTER TABLE public.places_boundary ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_boundary_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.places_building (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    place_id bigint NOT NULL
);

ALTER TABLE public.places_building ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_building_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.places_edition (
    id smallint NOT NULL,
    mark uuid NOT NULL,
    CONSTRAINT edition_is_one CHECK ((id = 1)),
    CONSTRAINT places_edition_id_check CHECK ((id >= 0))
);

CREATE TABLE public.places_place (
    id bigint NOT NULL,
    path character varying(40) NOT NULL COLLATE pg_catalog."C",
    kind character varying(10) NOT NULL,
    name jsonb NOT NULL,
    time_zone character varying(40) NOT NULL,
    calendar character varying(40) NOT NULL,
    rule_pack character varying(20) NOT NULL,
    address character varying(200) NOT NULL,
    contact character varying(200) NOT NULL,
    closed_on date,
    parent_id bigint,
    code character varying(30) NOT NULL,
    names_by character varying(10) NOT NULL,
    hours jsonb NOT NULL,
    telephone character varying(60) NOT NULL,
    urgent jsonb NOT NULL,
    CONSTRAINT place_kind CHECK (((kind)::text = ANY ((ARRAY['federation'::character varying, 'union'::character varying, 'branch'::character varying, 'area'::character varying])::text[]))),
    CONSTRAINT place_names_by CHECK (((names_by)::text = ANY ((ARRAY[''::character varying, 'strokes'::character varying, 'pinyin'::character varying, 'alphabet'::character varying])::text[]))),
    CONSTRAINT place_path_is_levels CHECK (((path)::text ~ '^([0-9A-Z]{4})+$'::text)),
    CONSTRAINT place_root_has_terms CHECK (((parent_id IS NOT NULL) OR ((NOT ((kind)::text = 'area'::text)) AND (NOT ((time_zone)::text = ''::text)) AND (NOT ((calendar)::text = ''::text)) AND (NOT ((rule_pack)::text = ''::text)))))
);

ALTER TABLE public.places_place ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_place_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.places_street (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    from_number integer,
    to_number integer,
    parity character varying(4) NOT NULL,
    place_id bigint NOT NULL,
    CONSTRAINT places_street_from_number_check CHECK ((from_number >= 0)),
    CONSTRAINT places_street_to_number_check CHECK ((to_number >= 0)),
    CONSTRAINT street_numbers_in_order CHECK (((from_number IS NULL) OR (to_number IS NULL) OR (to_number >= from_number))),
    CONSTRAINT street_parity CHECK (((parity)::text = ANY ((ARRAY['all'::character varying, 'odd'::character varying, 'even'::character varying])::text[])))
);

ALTER TABLE public.places_street ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_street_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.privacy_access (
    id bigint NOT NULL,
    reader uuid,
    role character varying(40) NOT NULL,
    place character varying(80) NOT NULL,
    subject uuid,
    purpose character varying(10) NOT NULL,
    what character varying(80) NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE public.privacy_access ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.privacy_access_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);

CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;

CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;

CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);

CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;

CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.register_application (
    matter_id bigint NOT NULL,
    name character varying(120) NOT NULL,
    email character varying(254) NOT NULL,
    phone character varying(20) NOT NULL,
    language character varying(10) NOT NULL,
    workplace character varying(200) NOT NULL
);

CREATE TABLE public.register_card (
    id bigint NOT NULL,
    code character varying(20) NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.register_card ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.register_card_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.register_correction (
    matter_id bigint NOT NULL,
    name character varying(120) NOT NULL,
    phone character varying(20) NOT NULL,
    why text NOT NULL
);

CREATE TABLE public.register_departure (
    matter_id bigint NOT NULL,
    reason text NOT NULL,
    closes_account boolean NOT NULL
);

CREATE TABLE public.register_ground (
    id bigint NOT NULL,
    stream uuid NOT NULL,
    journal_length integer NOT NULL,
    journal_head bytea NOT NULL,
    place_id bigint NOT NULL,
    CONSTRAINT register_ground_journal_length_check CHECK ((journal_length >= 0))
);

ALTER TABLE public.register_ground ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.register_ground_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.register_listed (
    id bigint NOT NULL,
    objected_at timestamp with time zone,
    matter_id bigint NOT NULL,
    person_id bigint NOT NULL
);

ALTER TABLE public.register_listed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.register_listed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.register_listing (
    matter_id bigint NOT NULL,
    purpose text NOT NULL,
    with_email boolean NOT NULL,
    with_phone boolean NOT NULL,
    taken_at timestamp with time zone,
    asked_by_id bigint NOT NULL,
    signed_by_id bigint,
    CONSTRAINT listing_signed_before_taken CHECK (((taken_at IS NULL) OR (signed_by_id IS NOT NULL))),
    CONSTRAINT listing_two_people CHECK (((signed_by_id IS NULL) OR (NOT ((signed_by_id = asked_by_id) AND (signed_by_id IS NOT NULL)))))
);

CREATE TABLE public.register_numbering (
    id bigint NOT NULL,
    prefix character varying(10) NOT NULL,
    digits smallint NOT NULL,
    upcoming integer NOT NULL,
    CONSTRAINT register_numbering_digits_check CHECK ((digits >= 0)),
    CONSTRAINT register_numbering_upcoming_check CHECK ((upcoming >= 0))
);

ALTER TABLE public.register_numbering ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.register_numbering_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.register_sheet (
    id bigint NOT NULL,
    what character varying(10) NOT NULL,
    number integer NOT NULL,
    content bytea NOT NULL,
    upload_id bigint NOT NULL,
    CONSTRAINT register_sheet_number_check CHECK ((number >= 0))
);

ALTER TABLE public.register_sheet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.register_sheet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.register_transfer (
    matter_id bigint NOT NULL,
    origin_id bigint NOT NULL,
    target_id bigint NOT NULL
);

CREATE TABLE public.register_upload (
    id bigint NOT NULL,
    uid uuid NOT NULL,
    kind character varying(10) NOT NULL,
    name character varying(60) NOT NULL,
    content bytea,
    outcome bytea,
    created_at timestamp with time zone NOT NULL,
    written_at timestamp with time zone,
    keeper_id bigint NOT NULL,
    place_id bigint NOT NULL
);

ALTER TABLE public.register_upload ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.register_upload_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.socialaccount_socialaccount (
    id integer NOT NULL,
    provider character varying(200) NOT NULL,
    uid character varying(191) NOT NULL,
    last_login timestamp with time zone NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    extra_data jsonb NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.socialaccount_socialaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.socialaccount_socialapp (
    id integer NOT NULL,
    provider character varying(30) NOT NULL,
    name character varying(40) NOT NULL,
    client_id character varying(191) NOT NULL,
    secret character varying(191) NOT NULL,
    key character varying(191) NOT NULL,
    provider_id character varying(200) NOT NULL,
    settings jsonb NOT NULL
);

ALTER TABLE public.socialaccount_socialapp ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialapp_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.socialaccount_socialtoken (
    id integer NOT NULL,
    token text NOT NULL,
    token_secret text NOT NULL,
    expires_at timestamp with time zone,
    account_id integer NOT NULL,
    app_id integer
);

ALTER TABLE public.socialaccount_socialtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.things_content (
    id bigint NOT NULL,
    stream uuid NOT NULL,
    number integer NOT NULL,
    content jsonb NOT NULL,
    CONSTRAINT things_content_number_check CHECK ((number >= 0))
);

ALTER TABLE public.things_content ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.things_content_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.api_hook
    ADD CONSTRAINT api_hook_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.api_hook
    ADD CONSTRAINT api_hook_token_id_key UNIQUE (token_id);

ALTER TABLE ONLY public.api_hook
    ADD CONSTRAINT api_hook_uid_key UNIQUE (uid);

ALTER TABLE ONLY public.api_once
    ADD CONSTRAINT api_once_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.api_sending
    ADD CONSTRAINT api_sending_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_digest_key UNIQUE (digest);

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_amendment
    ADD CONSTRAINT assembly_amendment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_approval
    ADD CONSTRAINT assembly_approval_pkey PRIMARY KEY (meeting_id);

ALTER TABLE ONLY public.assembly_authority
    ADD CONSTRAINT assembly_authority_code_key UNIQUE (code);

ALTER TABLE ONLY public.assembly_authority
    ADD CONSTRAINT assembly_authority_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_authority
    ADD CONSTRAINT assembly_authority_stream_key UNIQUE (stream);

ALTER TABLE ONLY public.assembly_backing
    ADD CONSTRAINT assembly_backing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_bundled
    ADD CONSTRAINT assembly_bundled_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_candidate
    ADD CONSTRAINT assembly_candidate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_constituency
    ADD CONSTRAINT assembly_constituency_code_key UNIQUE (code);

ALTER TABLE ONLY public.assembly_constituency
    ADD CONSTRAINT assembly_constituency_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_constituency
    ADD CONSTRAINT assembly_constituency_stream_key UNIQUE (stream);

ALTER TABLE ONLY public.assembly_decided
    ADD CONSTRAINT assembly_decided_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_delegatequestion
    ADD CONSTRAINT assembly_delegatequestion_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.assembly_election
    ADD CONSTRAINT assembly_election_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.assembly_entitled
    ADD CONSTRAINT assembly_entitled_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_item
    ADD CONSTRAINT assembly_item_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_itempaper
    ADD CONSTRAINT assembly_itempaper_file_id_key UNIQUE (file_id);

ALTER TABLE ONLY public.assembly_itempaper
    ADD CONSTRAINT assembly_itempaper_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_jointdecision
    ADD CONSTRAINT assembly_jointdecision_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.assembly_log
    ADD CONSTRAINT assembly_log_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.assembly_log
    ADD CONSTRAINT assembly_log_stream_key UNIQUE (stream);

ALTER TABLE ONLY public.assembly_mandate
    ADD CONSTRAINT assembly_mandate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_meeting
    ADD CONSTRAINT assembly_meeting_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.assembly_motion
    ADD CONSTRAINT assembly_motion_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.assembly_note
    ADD CONSTRAINT assembly_note_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_presence
    ADD CONSTRAINT assembly_presence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_publicpromise
    ADD CONSTRAINT assembly_publicpromise_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.assembly_publicquestion
    ADD CONSTRAINT assembly_publicquestion_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.assembly_questionby
    ADD CONSTRAINT assembly_questionby_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.assembly_questioncode
    ADD CONSTRAINT assembly_questioncode_digest_key UNIQUE (digest);

ALTER TABLE ONLY public.assembly_questioncode
    ADD CONSTRAINT assembly_questioncode_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.assembly_recall
    ADD CONSTRAINT assembly_recall_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.assembly_reportback
    ADD CONSTRAINT assembly_reportback_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_round
    ADD CONSTRAINT assembly_round_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_secretvote
    ADD CONSTRAINT assembly_secretvote_ballot_key UNIQUE (ballot);

ALTER TABLE ONLY public.assembly_secretvote
    ADD CONSTRAINT assembly_secretvote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_series
    ADD CONSTRAINT assembly_series_code_key UNIQUE (code);

ALTER TABLE ONLY public.assembly_series
    ADD CONSTRAINT assembly_series_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_series
    ADD CONSTRAINT assembly_series_stream_key UNIQUE (stream);

ALTER TABLE ONLY public.assembly_support
    ADD CONSTRAINT assembly_support_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_term
    ADD CONSTRAINT assembly_term_code_key UNIQUE (code);

ALTER TABLE ONLY public.assembly_term
    ADD CONSTRAINT assembly_term_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_term
    ADD CONSTRAINT assembly_term_stream_key UNIQUE (stream);

ALTER TABLE ONLY public.assembly_version
    ADD CONSTRAINT assembly_version_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assembly_voice
    ADD CONSTRAINT assembly_voice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ballot_batch
    ADD CONSTRAINT ballot_batch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ballot_election
    ADD CONSTRAINT ballot_election_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ballot_election
    ADD CONSTRAINT ballot_election_stream_key UNIQUE (stream);

ALTER TABLE ONLY public.ballot_election
    ADD CONSTRAINT ballot_election_uid_key UNIQUE (uid);

ALTER TABLE ONLY public.ballot_event
    ADD CONSTRAINT ballot_event_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ballot_listed
    ADD CONSTRAINT ballot_listed_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ballot_namedvote
    ADD CONSTRAINT ballot_namedvote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ballot_papercount
    ADD CONSTRAINT ballot_papercount_pkey PRIMARY KEY (election_id);

ALTER TABLE ONLY public.ballot_part
    ADD CONSTRAINT ballot_part_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ballot_registration
    ADD CONSTRAINT ballot_registration_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ballot_rollentry
    ADD CONSTRAINT ballot_rollentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ballot_trustee
    ADD CONSTRAINT ballot_trustee_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ballot_turnout
    ADD CONSTRAINT ballot_turnout_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ballot_waiting
    ADD CONSTRAINT ballot_waiting_pkey PRIMARY KEY (content);

ALTER TABLE ONLY public.daily_done
    ADD CONSTRAINT daily_done_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.desk_answertemplate
    ADD CONSTRAINT desk_answertemplate_code_aecc4cba_uniq UNIQUE (code);

ALTER TABLE ONLY public.desk_answertemplate
    ADD CONSTRAINT desk_answertemplate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.desk_answertemplate
    ADD CONSTRAINT desk_answertemplate_stream_key UNIQUE (stream);

ALTER TABLE ONLY public.desk_apikey
    ADD CONSTRAINT desk_apikey_digest_key UNIQUE (digest);

ALTER TABLE ONLY public.desk_apikey
    ADD CONSTRAINT desk_apikey_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.desk_request
    ADD CONSTRAINT desk_request_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.desk_request
    ADD CONSTRAINT desk_request_source_id_key UNIQUE (source_id);

ALTER TABLE ONLY public.desk_service
    ADD CONSTRAINT desk_service_code_key UNIQUE (code);

ALTER TABLE ONLY public.desk_service
    ADD CONSTRAINT desk_service_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.desk_service
    ADD CONSTRAINT desk_service_stream_key UNIQUE (stream);

ALTER TABLE ONLY public.desk_serviceversion
    ADD CONSTRAINT desk_serviceversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.desk_window
    ADD CONSTRAINT desk_window_code_key UNIQUE (code);

ALTER TABLE ONLY public.desk_window
    ADD CONSTRAINT desk_window_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.desk_window
    ADD CONSTRAINT desk_window_stream_key UNIQUE (stream);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.ballot_election
    ADD CONSTRAINT drafted_once UNIQUE (called_by, draft_key);

ALTER TABLE ONLY public.drafts_kept
    ADD CONSTRAINT drafts_kept_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.journal_entry
    ADD CONSTRAINT journal_entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.journal_head
    ADD CONSTRAINT journal_head_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.journal_head
    ADD CONSTRAINT journal_head_size_key UNIQUE (size);

ALTER TABLE ONLY public.journal_node
    ADD CONSTRAINT journal_node_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.journal_witness
    ADD CONSTRAINT journal_witness_address_key UNIQUE (address);

ALTER TABLE ONLY public.journal_witness
    ADD CONSTRAINT journal_witness_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matters_awaited
    ADD CONSTRAINT matters_awaited_key_key UNIQUE (key);

ALTER TABLE ONLY public.matters_awaited
    ADD CONSTRAINT matters_awaited_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matters_deadline
    ADD CONSTRAINT matters_deadline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matters_file
    ADD CONSTRAINT matters_file_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matters_file
    ADD CONSTRAINT matters_file_uid_key UNIQUE (uid);

ALTER TABLE ONLY public.matters_frozen
    ADD CONSTRAINT matters_frozen_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matters_link
    ADD CONSTRAINT matters_link_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matters_matter
    ADD CONSTRAINT matters_matter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matters_matter
    ADD CONSTRAINT matters_matter_stream_key UNIQUE (stream);

ALTER TABLE ONLY public.matters_message
    ADD CONSTRAINT matters_message_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matters_namedlist
    ADD CONSTRAINT matters_namedlist_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matters_party
    ADD CONSTRAINT matters_party_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matters_pause
    ADD CONSTRAINT matters_pause_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matters_receipt
    ADD CONSTRAINT matters_receipt_digest_key UNIQUE (digest);

ALTER TABLE ONLY public.matters_receipt
    ADD CONSTRAINT matters_receipt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matters_recusal
    ADD CONSTRAINT matters_recusal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matters_ruleversion
    ADD CONSTRAINT matters_ruleversion_digest_key UNIQUE (digest);

ALTER TABLE ONLY public.matters_ruleversion
    ADD CONSTRAINT matters_ruleversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.matters_wording
    ADD CONSTRAINT matters_wording_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.mediation_answer
    ADD CONSTRAINT mediation_answer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mediation_backing
    ADD CONSTRAINT mediation_backing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mediation_consent
    ADD CONSTRAINT mediation_consent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mediation_dispute
    ADD CONSTRAINT mediation_dispute_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.mediation_draft
    ADD CONSTRAINT mediation_draft_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mediation_feed
    ADD CONSTRAINT mediation_feed_digest_key UNIQUE (digest);

ALTER TABLE ONLY public.mediation_feed
    ADD CONSTRAINT mediation_feed_person_id_key UNIQUE (person_id);

ALTER TABLE ONLY public.mediation_feed
    ADD CONSTRAINT mediation_feed_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mediation_invitation
    ADD CONSTRAINT mediation_invitation_digest_key UNIQUE (digest);

ALTER TABLE ONLY public.mediation_invitation
    ADD CONSTRAINT mediation_invitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mediation_milestone
    ADD CONSTRAINT mediation_milestone_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mediation_promise
    ADD CONSTRAINT mediation_promise_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mediation_seat
    ADD CONSTRAINT mediation_seat_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mediation_slot
    ADD CONSTRAINT mediation_slot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_choice
    ADD CONSTRAINT notices_choice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_hours
    ADD CONSTRAINT notices_hours_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_stopped
    ADD CONSTRAINT notices_stopped_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_topic
    ADD CONSTRAINT notices_topic_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_topic
    ADD CONSTRAINT notices_topic_stream_key UNIQUE (stream);

ALTER TABLE ONLY public.offices_appointment
    ADD CONSTRAINT offices_appointment_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.people_attempts
    ADD CONSTRAINT people_attempts_pkey PRIMARY KEY (cache_key);

ALTER TABLE ONLY public.people_loststep
    ADD CONSTRAINT people_loststep_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_loststep
    ADD CONSTRAINT people_loststep_uid_key UNIQUE (uid);

ALTER TABLE ONLY public.people_membership
    ADD CONSTRAINT people_membership_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_office
    ADD CONSTRAINT people_office_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_person
    ADD CONSTRAINT people_person_email_key UNIQUE (email);

ALTER TABLE ONLY public.people_person
    ADD CONSTRAINT people_person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.people_person
    ADD CONSTRAINT people_person_uid_key UNIQUE (uid);

ALTER TABLE ONLY public.people_session
    ADD CONSTRAINT people_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.places_boundary
    ADD CONSTRAINT places_boundary_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.places_boundary
    ADD CONSTRAINT places_boundary_place_id_key UNIQUE (place_id);

ALTER TABLE ONLY public.places_building
    ADD CONSTRAINT places_building_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.places_edition
    ADD CONSTRAINT places_edition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.places_place
    ADD CONSTRAINT places_place_path_key UNIQUE (path);

ALTER TABLE ONLY public.places_place
    ADD CONSTRAINT places_place_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.places_street
    ADD CONSTRAINT places_street_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.privacy_access
    ADD CONSTRAINT privacy_access_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);

ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.register_application
    ADD CONSTRAINT register_application_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.register_card
    ADD CONSTRAINT register_card_code_key UNIQUE (code);

ALTER TABLE ONLY public.register_card
    ADD CONSTRAINT register_card_person_id_key UNIQUE (person_id);

ALTER TABLE ONLY public.register_card
    ADD CONSTRAINT register_card_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.register_correction
    ADD CONSTRAINT register_correction_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.register_departure
    ADD CONSTRAINT register_departure_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.register_ground
    ADD CONSTRAINT register_ground_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.register_ground
    ADD CONSTRAINT register_ground_place_id_key UNIQUE (place_id);

ALTER TABLE ONLY public.register_ground
    ADD CONSTRAINT register_ground_stream_key UNIQUE (stream);

ALTER TABLE ONLY public.register_listed
    ADD CONSTRAINT register_listed_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.register_listing
    ADD CONSTRAINT register_listing_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.register_numbering
    ADD CONSTRAINT register_numbering_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.register_sheet
    ADD CONSTRAINT register_sheet_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.register_transfer
    ADD CONSTRAINT register_transfer_pkey PRIMARY KEY (matter_id);

ALTER TABLE ONLY public.register_upload
    ADD CONSTRAINT register_upload_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.register_upload
    ADD CONSTRAINT register_upload_uid_key UNIQUE (uid);

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_provider_uid_fc810c6e_uniq UNIQUE (provider, uid);

ALTER TABLE ONLY public.socialaccount_socialapp
    ADD CONSTRAINT socialaccount_socialapp_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_app_id_account_id_fca4e0ac_uniq UNIQUE (app_id, account_id);

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.things_content
    ADD CONSTRAINT things_content_pkey PRIMARY KEY (id);

CREATE INDEX access_reader ON public.privacy_access USING btree (reader, at DESC);

CREATE INDEX access_subject ON public.privacy_access USING btree (subject, at DESC);

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE UNIQUE INDEX amendment_once ON public.assembly_amendment USING btree (matter_id, number);

CREATE UNIQUE INDEX announced_once ON public.notices_notice USING btree (topic_id, person_id, number) WHERE (topic_id IS NOT NULL);

CREATE UNIQUE INDEX answered_once ON public.mediation_answer USING btree (matter_id, number, audience);

CREATE INDEX api_sending_hook_id_39658883 ON public.api_sending USING btree (hook_id);

CREATE INDEX api_sending_notice_id_cff4859a ON public.api_sending USING btree (notice_id);

CREATE INDEX api_token_person_id_b2011496 ON public.api_token USING btree (person_id);

CREATE INDEX application_email ON public.register_application USING btree (email) WHERE (NOT ((email)::text = ''::text));

CREATE INDEX application_phone ON public.register_application USING btree (phone) WHERE (NOT ((phone)::text = ''::text));

CREATE INDEX assembly_amendment_mandate_id_b02f165a ON public.assembly_amendment USING btree (mandate_id);

CREATE INDEX assembly_amendment_matter_id_fff4b2b4 ON public.assembly_amendment USING btree (matter_id);

CREATE INDEX assembly_approval_decided_in_id_86e3cdba ON public.assembly_approval USING btree (decided_in_id);

CREATE INDEX assembly_authority_code_2c9b01dd_like ON public.assembly_authority USING btree (code varchar_pattern_ops);

CREATE INDEX assembly_authority_place_id_fa98db8e ON public.assembly_authority USING btree (place_id);

CREATE INDEX assembly_backing_mandate_id_4a9fa6e4 ON public.assembly_backing USING btree (mandate_id);

CREATE INDEX assembly_backing_matter_id_b813ca0e ON public.assembly_backing USING btree (matter_id);

CREATE INDEX assembly_bundled_item_id_0d6e982e ON public.assembly_bundled USING btree (item_id);

CREATE INDEX assembly_bundled_motion_id_f14a157d ON public.assembly_bundled USING btree (motion_id);

CREATE INDEX assembly_candidate_matter_id_4c264ca5 ON public.assembly_candidate USING btree (matter_id);

CREATE INDEX assembly_candidate_person_id_7e77b1c1 ON public.assembly_candidate USING btree (person_id);

CREATE INDEX assembly_constituency_code_8c51fe98_like ON public.assembly_constituency USING btree (code varchar_pattern_ops);

CREATE INDEX assembly_constituency_place_id_2b1dc023 ON public.assembly_constituency USING btree (place_id);

CREATE INDEX assembly_constituency_term_id_27a11cdf ON public.assembly_constituency USING btree (term_id);

CREATE INDEX assembly_decided_meeting_id_7b32f961 ON public.assembly_decided USING btree (meeting_id);

CREATE INDEX assembly_decided_motion_id_500a7c2e ON public.assembly_decided USING btree (motion_id);

CREATE INDEX assembly_delegatequestion_mandate_id_f97d4a29 ON public.assembly_delegatequestion USING btree (mandate_id);

CREATE INDEX assembly_election_constituency_id_457702b0 ON public.assembly_election USING btree (constituency_id);

CREATE INDEX assembly_entitled_mandate_id_e4817b45 ON public.assembly_entitled USING btree (mandate_id);

CREATE INDEX assembly_entitled_meeting_id_be47bbac ON public.assembly_entitled USING btree (meeting_id);

CREATE INDEX assembly_item_joint_id_d7673ef9 ON public.assembly_item USING btree (joint_id);

CREATE INDEX assembly_item_meeting_id_390ffb4b ON public.assembly_item USING btree (meeting_id);

CREATE INDEX assembly_item_minutes_of_id_d16238ee ON public.assembly_item USING btree (minutes_of_id);

CREATE INDEX assembly_item_motion_id_2e9a607a ON public.assembly_item USING btree (motion_id);

CREATE INDEX assembly_item_parent_id_5e04cd34 ON public.assembly_item USING btree (parent_id);

CREATE INDEX assembly_itempaper_item_id_cfa2825d ON public.assembly_itempaper USING btree (item_id);

CREATE INDEX assembly_jointdecision_authority_id_baacee47 ON public.assembly_jointdecision USING btree (authority_id);

CREATE INDEX assembly_jointdecision_confirmed_id_16defa07 ON public.assembly_jointdecision USING btree (confirmed_id);

CREATE INDEX assembly_jointdecision_meeting_id_9ebc126d ON public.assembly_jointdecision USING btree (meeting_id);

CREATE INDEX assembly_mandate_constituency_id_ff43737b ON public.assembly_mandate USING btree (constituency_id);

CREATE INDEX assembly_mandate_election_id_6166df4c ON public.assembly_mandate USING btree (election_id);

CREATE INDEX assembly_mandate_person_id_54b5b2e1 ON public.assembly_mandate USING btree (person_id);

CREATE INDEX assembly_mandate_term_id_5efbc9e4 ON public.assembly_mandate USING btree (term_id);

CREATE INDEX assembly_meeting_series_id_7e676b28 ON public.assembly_meeting USING btree (series_id);

CREATE INDEX assembly_meeting_term_id_c73fc539 ON public.assembly_meeting USING btree (term_id);

CREATE INDEX assembly_motion_term_id_b0c7778a ON public.assembly_motion USING btree (term_id);

CREATE INDEX assembly_note_meeting_id_12a305f2 ON public.assembly_note USING btree (meeting_id);

CREATE INDEX assembly_presence_mandate_id_52cb7a85 ON public.assembly_presence USING btree (mandate_id);

CREATE INDEX assembly_presence_meeting_id_0c1e5066 ON public.assembly_presence USING btree (meeting_id);

CREATE INDEX assembly_publicpromise_source_id_52726517 ON public.assembly_publicpromise USING btree (source_id);

CREATE INDEX assembly_publicquestion_joined_id_2c3f0829 ON public.assembly_publicquestion USING btree (joined_id);

CREATE INDEX assembly_publicquestion_meeting_id_04b0cfc9 ON public.assembly_publicquestion USING btree (meeting_id);

CREATE INDEX assembly_questionby_person_id_87c1ddd2 ON public.assembly_questionby USING btree (person_id);

CREATE INDEX assembly_questioncode_digest_d6123f05_like ON public.assembly_questioncode USING btree (digest varchar_pattern_ops);

CREATE INDEX assembly_recall_constituency_id_ac6ed5af ON public.assembly_recall USING btree (constituency_id);

CREATE INDEX assembly_reportback_mandate_id_c68828e8 ON public.assembly_reportback USING btree (mandate_id);

CREATE INDEX assembly_reportback_meeting_id_034c593b ON public.assembly_reportback USING btree (meeting_id);

CREATE INDEX assembly_round_mandate_id_c8d91a57 ON public.assembly_round USING btree (mandate_id);

CREATE INDEX assembly_round_matter_id_841e3209 ON public.assembly_round USING btree (matter_id);

CREATE INDEX assembly_secretvote_ballot_55aa892c_like ON public.assembly_secretvote USING btree (ballot varchar_pattern_ops);

CREATE INDEX assembly_secretvote_item_id_586377cc ON public.assembly_secretvote USING btree (item_id);

CREATE INDEX assembly_secretvote_meeting_id_7ad18623 ON public.assembly_secretvote USING btree (meeting_id);

CREATE INDEX assembly_series_code_4e20929f_like ON public.assembly_series USING btree (code varchar_pattern_ops);

CREATE INDEX assembly_series_place_id_80eb58c8 ON public.assembly_series USING btree (place_id);

CREATE INDEX assembly_support_matter_id_1b53b503 ON public.assembly_support USING btree (matter_id);

CREATE INDEX assembly_term_code_f8c2772f_like ON public.assembly_term USING btree (code varchar_pattern_ops);

CREATE INDEX assembly_term_place_id_692bc427 ON public.assembly_term USING btree (place_id);

CREATE INDEX assembly_version_matter_id_aee347d1 ON public.assembly_version USING btree (matter_id);

CREATE INDEX assembly_voice_mandate_id_5aadec94 ON public.assembly_voice USING btree (mandate_id);

CREATE INDEX assembly_voice_meeting_id_b253b20c ON public.assembly_voice USING btree (meeting_id);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE UNIQUE INDEX awaited_once ON public.matters_awaited USING btree (matter_id, stream, "then");

CREATE INDEX awaited_settled ON public.matters_awaited USING btree (settled_at) WHERE ((done_at IS NULL) AND (settled_at IS NOT NULL));

CREATE UNIQUE INDEX backed_once ON public.assembly_backing USING btree (matter_id, seat);

CREATE UNIQUE INDEX backing_of_guest_once ON public.mediation_backing USING btree (matter_id, receipt_id);

CREATE UNIQUE INDEX backing_of_person_once ON public.mediation_backing USING btree (matter_id, person_id);

CREATE INDEX ballot_batch_election_id_7da267f0 ON public.ballot_batch USING btree (election_id);

CREATE INDEX ballot_election_place_id_63b4f5cc ON public.ballot_election USING btree (place_id);

CREATE INDEX ballot_election_uid_321e495f_like ON public.ballot_election USING btree (uid varchar_pattern_ops);

CREATE INDEX ballot_event_election_id_1c7a50b7 ON public.ballot_event USING btree (election_id);

CREATE INDEX ballot_listed_election_id_649a755d ON public.ballot_listed USING btree (election_id);

CREATE INDEX ballot_namedvote_election_id_6a56e94b ON public.ballot_namedvote USING btree (election_id);

CREATE INDEX ballot_namedvote_person_id_0b95f096 ON public.ballot_namedvote USING btree (person_id);

CREATE INDEX ballot_part_trustee_id_fcb563fb ON public.ballot_part USING btree (trustee_id);

CREATE INDEX ballot_registration_election_id_e141fd5d ON public.ballot_registration USING btree (election_id);

CREATE INDEX ballot_registration_person_id_5b8cb922 ON public.ballot_registration USING btree (person_id);

CREATE INDEX ballot_rollentry_election_id_4950636e ON public.ballot_rollentry USING btree (election_id);

CREATE INDEX ballot_rollentry_person_id_0681da56 ON public.ballot_rollentry USING btree (person_id);

CREATE INDEX ballot_trustee_election_id_7c214e90 ON public.ballot_trustee USING btree (election_id);

CREATE INDEX ballot_trustee_person_id_bd632236 ON public.ballot_trustee USING btree (person_id);

CREATE INDEX ballot_turnout_election_id_5e6134db ON public.ballot_turnout USING btree (election_id);

CREATE INDEX ballot_turnout_person_id_f649ca8c ON public.ballot_turnout USING btree (person_id);

CREATE INDEX ballot_waiting_content_61545e67_like ON public.ballot_waiting USING btree (content varchar_pattern_ops);

CREATE INDEX ballot_waiting_election_id_e3b3d656 ON public.ballot_waiting USING btree (election_id);

CREATE UNIQUE INDEX batch_once ON public.ballot_batch USING btree (election_id, first);

CREATE UNIQUE INDEX bundled_once ON public.assembly_bundled USING btree (item_id, motion_id);

CREATE UNIQUE INDEX candidate_number_once ON public.assembly_candidate USING btree (matter_id, number);

CREATE UNIQUE INDEX candidate_once ON public.assembly_candidate USING btree (matter_id, person_id);

CREATE UNIQUE INDEX chosen_once ON public.notices_choice USING btree (person_id, channel);

CREATE UNIQUE INDEX consented_once ON public.mediation_consent USING btree (matter_id, number);

CREATE UNIQUE INDEX content_once ON public.things_content USING btree (stream, number);

CREATE INDEX daily_done_name_369ad4a0_like ON public.daily_done USING btree (name varchar_pattern_ops);

CREATE UNIQUE INDEX decided_once ON public.assembly_decided USING btree (motion_id, meeting_id, vote);

CREATE INDEX desk_answertemplate_code_aecc4cba_like ON public.desk_answertemplate USING btree (code varchar_pattern_ops);

CREATE INDEX desk_answertemplate_service_id_56be713e ON public.desk_answertemplate USING btree (service_id);

CREATE INDEX desk_apikey_digest_5b469475_like ON public.desk_apikey USING btree (digest varchar_pattern_ops);

CREATE INDEX desk_request_service_id_c885d9c4 ON public.desk_request USING btree (service_id);

CREATE INDEX desk_request_source_id_e4a4d4fb_like ON public.desk_request USING btree (source_id varchar_pattern_ops);

CREATE INDEX desk_service_code_1b2d4a9a_like ON public.desk_service USING btree (code varchar_pattern_ops);

CREATE INDEX desk_service_current_id_58e55119 ON public.desk_service USING btree (current_id);

CREATE INDEX desk_service_window_id_34248288 ON public.desk_service USING btree (window_id);

CREATE INDEX desk_serviceversion_made_by_id_f4030139 ON public.desk_serviceversion USING btree (made_by_id);

CREATE INDEX desk_serviceversion_service_id_b5ea29a2 ON public.desk_serviceversion USING btree (service_id);

CREATE INDEX desk_window_code_790d565f_like ON public.desk_window USING btree (code varchar_pattern_ops);

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE UNIQUE INDEX draft_once ON public.mediation_draft USING btree (matter_id, number);

CREATE INDEX drafts_kept_about_e36b704a ON public.drafts_kept USING btree (about);

CREATE INDEX drafts_kept_owner_d4e6889a ON public.drafts_kept USING btree (owner);

CREATE INDEX drafts_kept_until_34fe5e3f ON public.drafts_kept USING btree (until);

CREATE INDEX election_stage ON public.ballot_election USING btree (stage, opens_at);

CREATE UNIQUE INDEX entitled_once ON public.assembly_entitled USING btree (meeting_id, seat);

CREATE UNIQUE INDEX entry_key ON public.journal_entry USING btree (key) WHERE (key IS NOT NULL);

CREATE UNIQUE INDEX entry_once ON public.journal_entry USING btree (stream, number);

CREATE UNIQUE INDEX event_ballot_once ON public.ballot_event USING btree (election_id, content) WHERE (NOT ((content)::text = ''::text));

CREATE INDEX event_credential ON public.ballot_event USING btree (election_id, credential) WHERE (NOT ((credential)::text = ''::text));

CREATE UNIQUE INDEX event_once ON public.ballot_event USING btree (election_id, height);

CREATE INDEX event_tracker ON public.ballot_event USING btree (election_id, tracker) WHERE (NOT ((tracker)::text = ''::text));

CREATE UNIQUE INDEX frozen_once ON public.matters_frozen USING btree (room, path, month);

CREATE INDEX hook_outbox ON public.api_sending USING btree (try_at) WHERE (settled_at IS NULL);

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);

CREATE UNIQUE INDEX in_one_seat ON public.assembly_presence USING btree (meeting_id, mandate_id);

CREATE UNIQUE INDEX item_number_once ON public.assembly_item USING btree (meeting_id, number);

CREATE INDEX journal_witness_address_7037b8c6_like ON public.journal_witness USING btree (address varchar_pattern_ops);

CREATE UNIQUE INDEX linked_once ON public.matters_link USING btree (matter_id, other_id, kind);

CREATE UNIQUE INDEX list_named_once ON public.matters_namedlist USING btree (person_id, title);

CREATE UNIQUE INDEX listed_once ON public.ballot_listed USING btree (election_id, digest);

CREATE UNIQUE INDEX lost_step_one_at_a_time ON public.people_loststep USING btree (person) WHERE ((state)::text = ANY ((ARRAY['opened'::character varying, 'confirmed'::character varying])::text[]));

CREATE INDEX mandate_person ON public.assembly_mandate USING btree (person_id);

CREATE INDEX matter_clock ON public.matters_matter USING btree (clock_at) WHERE ((closed_at IS NULL) AND (clock_at IS NOT NULL));

CREATE INDEX matter_handler ON public.matters_matter USING btree (handler_id, id DESC);

CREATE INDEX matter_kept ON public.matters_matter USING btree (room, closed_at) WHERE ((NOT (closed_at IS NULL)) AND (erased_at IS NULL));

CREATE INDEX matter_kind ON public.matters_matter USING btree (room, kind, opened_at DESC);

CREATE INDEX matter_offered ON public.matters_matter USING btree (offered_to_id, due_at) WHERE ((closed_at IS NULL) AND (offered_to_id IS NOT NULL));

CREATE INDEX matter_opened ON public.matters_matter USING btree (room, opened_at DESC);

CREATE INDEX matter_place_12 ON public.matters_matter USING btree ("left"((place_path)::text, 12), due_at, id) WHERE (closed_at IS NULL);

CREATE INDEX matter_place_16 ON public.matters_matter USING btree ("left"((place_path)::text, 16), due_at, id) WHERE (closed_at IS NULL);

CREATE INDEX matter_place_20 ON public.matters_matter USING btree ("left"((place_path)::text, 20), due_at, id) WHERE (closed_at IS NULL);

CREATE INDEX matter_place_4 ON public.matters_matter USING btree ("left"((place_path)::text, 4), due_at, id) WHERE (closed_at IS NULL);

CREATE INDEX matter_place_8 ON public.matters_matter USING btree ("left"((place_path)::text, 8), due_at, id) WHERE (closed_at IS NULL);

CREATE INDEX matter_subject ON public.matters_matter USING btree (subject_id, id DESC);

CREATE INDEX matter_worklist ON public.matters_matter USING btree (handler_id, due_at, id) WHERE (closed_at IS NULL);

CREATE INDEX matters_awaited_matter_id_ac2d03a4 ON public.matters_awaited USING btree (matter_id);

CREATE INDEX matters_awaited_stream_a2684ef6 ON public.matters_awaited USING btree (stream);

CREATE INDEX matters_deadline_matter_id_81d5e7fa ON public.matters_deadline USING btree (matter_id);

CREATE INDEX matters_file_added_by_id_841d093e ON public.matters_file USING btree (added_by_id);

CREATE INDEX matters_file_matter_id_bac3d309 ON public.matters_file USING btree (matter_id);

CREATE INDEX matters_link_matter_id_876da056 ON public.matters_link USING btree (matter_id);

CREATE INDEX matters_link_other_id_8403ca1e ON public.matters_link USING btree (other_id);

CREATE INDEX matters_matter_offered_to_id_a6357c74 ON public.matters_matter USING btree (offered_to_id);

CREATE INDEX matters_matter_place_id_24db828c ON public.matters_matter USING btree (place_id);

CREATE INDEX matters_matter_rules_id_b9636733 ON public.matters_matter USING btree (rules_id);

CREATE INDEX matters_message_confidant_id_e7847b4b ON public.matters_message USING btree (confidant_id);

CREATE INDEX matters_message_matter_id_4969b45e ON public.matters_message USING btree (matter_id);

CREATE INDEX matters_pause_matter_id_4ac3fefa ON public.matters_pause USING btree (matter_id);

CREATE INDEX matters_receipt_digest_12d7582a_like ON public.matters_receipt USING btree (digest varchar_pattern_ops);

CREATE INDEX matters_receipt_matter_id_b7608ec2 ON public.matters_receipt USING btree (matter_id);

CREATE INDEX matters_recusal_matter_id_4520d6a3 ON public.matters_recusal USING btree (matter_id);

CREATE INDEX matters_recusal_person_id_0930ef71 ON public.matters_recusal USING btree (person_id);

CREATE INDEX matters_ruleversion_digest_8d04c9da_like ON public.matters_ruleversion USING btree (digest varchar_pattern_ops);

CREATE INDEX mediation_answer_matter_id_9286ce18 ON public.mediation_answer USING btree (matter_id);

CREATE INDEX mediation_backing_chooses_id_f3480442 ON public.mediation_backing USING btree (chooses_id);

CREATE INDEX mediation_backing_matter_id_6f091cff ON public.mediation_backing USING btree (matter_id);

CREATE INDEX mediation_backing_person_id_2b4868cb ON public.mediation_backing USING btree (person_id);

CREATE INDEX mediation_backing_receipt_id_2ffc038b ON public.mediation_backing USING btree (receipt_id);

CREATE INDEX mediation_consent_matter_id_c3dcf2dd ON public.mediation_consent USING btree (matter_id);

CREATE INDEX mediation_draft_matter_id_8078706a ON public.mediation_draft USING btree (matter_id);

CREATE INDEX mediation_feed_digest_cb80f6c1_like ON public.mediation_feed USING btree (digest varchar_pattern_ops);

CREATE INDEX mediation_invitation_digest_d5b788ba_like ON public.mediation_invitation USING btree (digest varchar_pattern_ops);

CREATE INDEX mediation_invitation_matter_id_6c37a535 ON public.mediation_invitation USING btree (matter_id);

CREATE INDEX mediation_milestone_matter_id_3606901e ON public.mediation_milestone USING btree (matter_id);

CREATE INDEX mediation_promise_matter_id_8ab40de1 ON public.mediation_promise USING btree (matter_id);

CREATE INDEX mediation_seat_matter_id_c3c12791 ON public.mediation_seat USING btree (matter_id);

CREATE INDEX mediation_seat_person_id_2066860e ON public.mediation_seat USING btree (person_id);

CREATE INDEX mediation_slot_matter_id_509b2900 ON public.mediation_slot USING btree (matter_id);

CREATE UNIQUE INDEX meeting_once_in_its_series ON public.assembly_meeting USING btree (series_id, series_on);

CREATE INDEX membership_person ON public.people_membership USING btree (person_id);

CREATE UNIQUE INDEX message_once ON public.matters_message USING btree (matter_id, number);

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);

CREATE UNIQUE INDEX milestone_once ON public.mediation_milestone USING btree (matter_id, name);

CREATE UNIQUE INDEX named_once ON public.ballot_namedvote USING btree (election_id, person_id);

CREATE INDEX node_last ON public.journal_node USING btree (level, last);

CREATE UNIQUE INDEX node_once ON public.journal_node USING btree (level, "position");

CREATE UNIQUE INDEX note_once ON public.assembly_note USING btree (meeting_id, item);

CREATE INDEX notice_gave_up ON public.notices_notice USING btree (gave_up_at) WHERE (gave_up_at IS NOT NULL);

CREATE INDEX notice_inbox ON public.notices_notice USING btree (person_id, id DESC);

CREATE INDEX notice_outbox ON public.notices_notice USING btree (try_at) WHERE (settled_at IS NULL);

CREATE INDEX notice_sent ON public.notices_notice USING btree (sent_at) WHERE (sent_at IS NOT NULL);

CREATE INDEX notices_choice_person_id_d340fad2 ON public.notices_choice USING btree (person_id);

CREATE INDEX notices_notice_matter_id_3cf81096 ON public.notices_notice USING btree (matter_id);

CREATE INDEX notices_notice_person_id_94368381 ON public.notices_notice USING btree (person_id);

CREATE INDEX office_place_role ON public.people_office USING btree (place_id, role);

CREATE INDEX offices_appointment_office_id_2c473033 ON public.offices_appointment USING btree (office_id);

CREATE INDEX offices_appointment_person_id_baa3569c ON public.offices_appointment USING btree (person_id);

CREATE INDEX offices_appointment_place_id_9260397d ON public.offices_appointment USING btree (place_id);

CREATE INDEX offices_appointment_proposed_by_id_56f60233 ON public.offices_appointment USING btree (proposed_by_id);

CREATE INDEX offices_appointment_signed_by_id_a738231f ON public.offices_appointment USING btree (signed_by_id);

CREATE UNIQUE INDEX on_list_once ON public.register_listed USING btree (matter_id, person_id);

CREATE UNIQUE INDEX on_the_roll_once ON public.ballot_rollentry USING btree (election_id, person_id);

CREATE INDEX once_at ON public.api_once USING btree (at);

CREATE UNIQUE INDEX one_seat_a_person ON public.assembly_mandate USING btree (term_id, person_id) WHERE (until_on IS NULL);

CREATE UNIQUE INDEX part_once ON public.ballot_part USING btree (trustee_id, kind);

CREATE UNIQUE INDEX party_once ON public.matters_party USING btree (matter_id, person_id, capacity);

CREATE INDEX party_person ON public.matters_party USING btree (person_id, matter_id DESC);

CREATE INDEX people_attempts_expires ON public.people_attempts USING btree (expires);

CREATE INDEX people_membership_person_id_dd6d28d1 ON public.people_membership USING btree (person_id);

CREATE INDEX people_membership_place_id_b74c7850 ON public.people_membership USING btree (place_id);

CREATE INDEX people_office_person_id_e3705a14 ON public.people_office USING btree (person_id);

CREATE INDEX people_office_place_id_f3218714 ON public.people_office USING btree (place_id);

CREATE INDEX people_person_email_cdc75531_like ON public.people_person USING btree (email varchar_pattern_ops);

CREATE INDEX people_session_expire_date_6a5f72cd ON public.people_session USING btree (expire_date);

CREATE INDEX people_session_person_id_d061a933 ON public.people_session USING btree (person_id);

CREATE INDEX people_session_session_key_f84fb1a3_like ON public.people_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX person_number ON public.people_person USING btree (number) WHERE (NOT ((number)::text = ''::text));

CREATE INDEX person_phone ON public.people_person USING btree (phone) WHERE (NOT ((phone)::text = ''::text));

CREATE UNIQUE INDEX place_code ON public.places_place USING btree (code) WHERE (NOT ((code)::text = ''::text));

CREATE INDEX places_building_place_id_cefbf58e ON public.places_building USING btree (place_id);

CREATE INDEX places_place_parent_id_593054a7 ON public.places_place USING btree (parent_id);

CREATE INDEX places_place_path_8163844e_like ON public.places_place USING btree (path varchar_pattern_ops);

CREATE INDEX places_street_place_id_01a57f2d ON public.places_street USING btree (place_id);

CREATE UNIQUE INDEX present_once ON public.assembly_presence USING btree (meeting_id, seat);

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);

CREATE UNIQUE INDEX promise_once ON public.mediation_promise USING btree (matter_id, number);

CREATE UNIQUE INDEX recused_once ON public.matters_recusal USING btree (matter_id, person_id);

CREATE INDEX register_card_code_71c5adf1_like ON public.register_card USING btree (code varchar_pattern_ops);

CREATE INDEX register_listed_matter_id_63478b48 ON public.register_listed USING btree (matter_id);

CREATE INDEX register_listed_person_id_417ed22b ON public.register_listed USING btree (person_id);

CREATE INDEX register_listing_asked_by_id_7be1025f ON public.register_listing USING btree (asked_by_id);

CREATE INDEX register_listing_signed_by_id_3f309d06 ON public.register_listing USING btree (signed_by_id);

CREATE INDEX register_sheet_upload_id_25fbfed7 ON public.register_sheet USING btree (upload_id);

CREATE INDEX register_transfer_origin_id_66eb5d60 ON public.register_transfer USING btree (origin_id);

CREATE INDEX register_transfer_target_id_3ebdd3cf ON public.register_transfer USING btree (target_id);

CREATE INDEX register_upload_created_at_d0b4e854 ON public.register_upload USING btree (created_at);

CREATE INDEX register_upload_keeper_id_cb3169b0 ON public.register_upload USING btree (keeper_id);

CREATE INDEX register_upload_place_id_8ddaa4d0 ON public.register_upload USING btree (place_id);

CREATE UNIQUE INDEX registered_by_one ON public.ballot_registration USING btree (election_id, number);

CREATE UNIQUE INDEX registered_once ON public.ballot_registration USING btree (election_id, person_id);

CREATE UNIQUE INDEX reported_back_once ON public.assembly_reportback USING btree (meeting_id, mandate_id);

CREATE UNIQUE INDEX round_once ON public.assembly_round USING btree (matter_id, number);

CREATE UNIQUE INDEX seat_held_once ON public.assembly_mandate USING btree (term_id, seat) WHERE ((standing_by IS NULL) AND (until_on IS NULL));

CREATE UNIQUE INDEX seated_once ON public.mediation_seat USING btree (matter_id, person_id);

CREATE UNIQUE INDEX secret_vote_once ON public.assembly_secretvote USING btree (meeting_id, vote) WHERE (vote IS NOT NULL);

CREATE UNIQUE INDEX sent_once ON public.api_sending USING btree (hook_id, notice_id);

CREATE UNIQUE INDEX service_version_once ON public.desk_serviceversion USING btree (service_id, number);

CREATE UNIQUE INDEX sheet_of_an_upload_once ON public.register_sheet USING btree (upload_id, what, number);

CREATE UNIQUE INDEX slot_once ON public.mediation_slot USING btree (matter_id, number);

CREATE INDEX socialaccount_socialaccount_user_id_8146e70c ON public.socialaccount_socialaccount USING btree (user_id);

CREATE INDEX socialaccount_socialtoken_account_id_951f210e ON public.socialaccount_socialtoken USING btree (account_id);

CREATE INDEX socialaccount_socialtoken_app_id_636a42d7 ON public.socialaccount_socialtoken USING btree (app_id);

CREATE UNIQUE INDEX stopped_once ON public.notices_stopped USING btree (matter_id, digest);

CREATE UNIQUE INDEX supported_once ON public.assembly_support USING btree (matter_id, mark);

CREATE UNIQUE INDEX told_once ON public.notices_notice USING btree (person_id, matter_id, number);

CREATE UNIQUE INDEX took_part_once ON public.ballot_turnout USING btree (election_id, person_id);

CREATE UNIQUE INDEX trustee_number ON public.ballot_trustee USING btree (election_id, number);

CREATE UNIQUE INDEX trustee_once ON public.ballot_trustee USING btree (election_id, person_id);

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE UNIQUE INDEX version_once ON public.assembly_version USING btree (matter_id, number);

CREATE UNIQUE INDEX voice_once ON public.assembly_voice USING btree (meeting_id, vote, seat);

CREATE INDEX wording_search ON public.matters_wording USING gin (search);

CREATE STATISTICS public.matter_under_12 ON "left"(place_path::text, 12) FROM public.matters_matter;

CREATE STATISTICS public.matter_under_16 ON "left"(place_path::text, 16) FROM public.matters_matter;

CREATE STATISTICS public.matter_under_20 ON "left"(place_path::text, 20) FROM public.matters_matter;

CREATE STATISTICS public.matter_under_4 ON "left"(place_path::text, 4) FROM public.matters_matter;

CREATE STATISTICS public.matter_under_8 ON "left"(place_path::text, 8) FROM public.matters_matter;

CREATE TRIGGER pgtrigger_append_only_6d2d9 BEFORE DELETE OR UPDATE ON public.journal_entry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_6d2d9();

COMMENT ON TRIGGER pgtrigger_append_only_6d2d9 ON public.journal_entry IS '4e2357730d0621f5305f59f950d1d9c44e23f9e8';

CREATE TRIGGER pgtrigger_archive_no_truncate_4148e BEFORE TRUNCATE ON public.ballot_event FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_archive_no_truncate_4148e();

COMMENT ON TRIGGER pgtrigger_archive_no_truncate_4148e ON public.ballot_event IS '8fb3640d0476118692cee3a2ded88afad17d092a';

CREATE TRIGGER pgtrigger_archive_only_grows_b53bf BEFORE DELETE OR UPDATE ON public.ballot_event FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_archive_only_grows_b53bf();

COMMENT ON TRIGGER pgtrigger_archive_only_grows_b53bf ON public.ballot_event IS 'dd6cfd8cb26d8f615debdfb565edc6eb460e6656';

CREATE TRIGGER pgtrigger_heads_no_truncate_fbecc BEFORE TRUNCATE ON public.journal_head FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_heads_no_truncate_fbecc();

COMMENT ON TRIGGER pgtrigger_heads_no_truncate_fbecc ON public.journal_head IS '6d1650830a6f20b7c18bcd589301f8b4e0066e11';

CREATE TRIGGER pgtrigger_heads_stay_424b6 BEFORE DELETE OR UPDATE ON public.journal_head FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_heads_stay_424b6();

COMMENT ON TRIGGER pgtrigger_heads_stay_424b6 ON public.journal_head IS 'a95d695365bde65d9d2a93425381fe04cc3e2a31';

CREATE TRIGGER pgtrigger_new_edition_22b9f AFTER INSERT OR DELETE OR UPDATE ON public.places_street FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_new_edition_22b9f();

COMMENT ON TRIGGER pgtrigger_new_edition_22b9f ON public.places_street IS '33b71e2aeb473f27c9100a0a16f8dfe2cae2d4ef';

CREATE TRIGGER pgtrigger_new_edition_7ae75 AFTER INSERT OR DELETE OR UPDATE ON public.places_boundary FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_new_edition_7ae75();

COMMENT ON TRIGGER pgtrigger_new_edition_7ae75 ON public.places_boundary IS 'aab2c19859f97bcae03b2a2da60a891ff9383cde';

CREATE TRIGGER pgtrigger_new_edition_e061d AFTER INSERT OR DELETE OR UPDATE ON public.places_building FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_new_edition_e061d();

COMMENT ON TRIGGER pgtrigger_new_edition_e061d ON public.places_building IS '975f374e3bdd659ee478f66d80cb7f056982c633';

CREATE TRIGGER pgtrigger_new_edition_f35e7 AFTER INSERT OR DELETE OR UPDATE ON public.places_place FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_new_edition_f35e7();

COMMENT ON TRIGGER pgtrigger_new_edition_f35e7 ON public.places_place IS '4ecf4615d30fd18fa4a9766c0baf115d701dea96';

CREATE TRIGGER pgtrigger_no_truncate_989d6 BEFORE TRUNCATE ON public.journal_entry FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_no_truncate_989d6();

COMMENT ON TRIGGER pgtrigger_no_truncate_989d6 ON public.journal_entry IS '29d6ef5a72c0baeeed05fcb8e5162340ee857f0e';

CREATE TRIGGER pgtrigger_nodes_no_truncate_60ea0 BEFORE TRUNCATE ON public.journal_node FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_nodes_no_truncate_60ea0();

COMMENT ON TRIGGER pgtrigger_nodes_no_truncate_60ea0 ON public.journal_node IS '989f9d53b860a664b54ad0d1abe218627dc61a12';

CREATE TRIGGER pgtrigger_nodes_stay_7d71d BEFORE DELETE OR UPDATE ON public.journal_node FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_nodes_stay_7d71d();

COMMENT ON TRIGGER pgtrigger_nodes_stay_7d71d ON public.journal_node IS 'e2d543951b38b5cb29539fc33a5e31228934a9cf';

CREATE TRIGGER pgtrigger_readings_end_68f0a BEFORE DELETE ON public.privacy_access FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_readings_end_68f0a();

COMMENT ON TRIGGER pgtrigger_readings_end_68f0a ON public.privacy_access IS 'ebb1e22c71c5a7c25431bdfe7f5dafe38b133301';

CREATE TRIGGER pgtrigger_readings_no_truncate_7e258 BEFORE TRUNCATE ON public.privacy_access FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_readings_no_truncate_7e258();

COMMENT ON TRIGGER pgtrigger_readings_no_truncate_7e258 ON public.privacy_access IS '94d4cc24402eff1be7ce9e38e9fc72b7f19c7cfc';

CREATE TRIGGER pgtrigger_readings_stay_1609e BEFORE UPDATE ON public.privacy_access FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_readings_stay_1609e();

COMMENT ON TRIGGER pgtrigger_readings_stay_1609e ON public.privacy_access IS '0e68bd70ee9d3a27f63dd76d42373977745d63b0';

CREATE TRIGGER pgtrigger_stands_right_73bca BEFORE INSERT OR UPDATE OF path, parent_id, kind ON public.places_place FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stands_right_73bca();

COMMENT ON TRIGGER pgtrigger_stands_right_73bca ON public.places_place IS 'e5ec4ebcaf583e5baea499f7edc2130c4e462801';

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_people_person_id FOREIGN KEY (user_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.api_hook
    ADD CONSTRAINT api_hook_token_id_a0d05ba9_fk_api_token_id FOREIGN KEY (token_id) REFERENCES public.api_token(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.api_sending
    ADD CONSTRAINT api_sending_hook_id_39658883_fk_api_hook_id FOREIGN KEY (hook_id) REFERENCES public.api_hook(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.api_sending
    ADD CONSTRAINT api_sending_notice_id_cff4859a_fk_notices_notice_id FOREIGN KEY (notice_id) REFERENCES public.notices_notice(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_person_id_b2011496_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_amendment
    ADD CONSTRAINT assembly_amendment_mandate_id_b02f165a_fk_assembly_mandate_id FOREIGN KEY (mandate_id) REFERENCES public.assembly_mandate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_amendment
    ADD CONSTRAINT assembly_amendment_matter_id_fff4b2b4_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_approval
    ADD CONSTRAINT assembly_approval_decided_in_id_86e3cdba_fk_matters_matter_id FOREIGN KEY (decided_in_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_approval
    ADD CONSTRAINT assembly_approval_meeting_id_24eadc26_fk_matters_matter_id FOREIGN KEY (meeting_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_authority
    ADD CONSTRAINT assembly_authority_place_id_fa98db8e_fk_places_place_id FOREIGN KEY (place_id) REFERENCES public.places_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_backing
    ADD CONSTRAINT assembly_backing_mandate_id_4a9fa6e4_fk_assembly_mandate_id FOREIGN KEY (mandate_id) REFERENCES public.assembly_mandate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_backing
    ADD CONSTRAINT assembly_backing_matter_id_b813ca0e_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_bundled
    ADD CONSTRAINT assembly_bundled_item_id_0d6e982e_fk_assembly_item_id FOREIGN KEY (item_id) REFERENCES public.assembly_item(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_bundled
    ADD CONSTRAINT assembly_bundled_motion_id_f14a157d_fk_matters_matter_id FOREIGN KEY (motion_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_candidate
    ADD CONSTRAINT assembly_candidate_matter_id_4c264ca5_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_candidate
    ADD CONSTRAINT assembly_candidate_person_id_7e77b1c1_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_constituency
    ADD CONSTRAINT assembly_constituency_place_id_2b1dc023_fk_places_place_id FOREIGN KEY (place_id) REFERENCES public.places_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_constituency
    ADD CONSTRAINT assembly_constituency_term_id_27a11cdf_fk_assembly_term_id FOREIGN KEY (term_id) REFERENCES public.assembly_term(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_decided
    ADD CONSTRAINT assembly_decided_meeting_id_7b32f961_fk_matters_matter_id FOREIGN KEY (meeting_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_decided
    ADD CONSTRAINT assembly_decided_motion_id_500a7c2e_fk_matters_matter_id FOREIGN KEY (motion_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_delegatequestion
    ADD CONSTRAINT assembly_delegateque_mandate_id_f97d4a29_fk_assembly_ FOREIGN KEY (mandate_id) REFERENCES public.assembly_mandate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_delegatequestion
    ADD CONSTRAINT assembly_delegateque_matter_id_47ed0c2e_fk_matters_m FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_election
    ADD CONSTRAINT assembly_election_constituency_id_457702b0_fk_assembly_ FOREIGN KEY (constituency_id) REFERENCES public.assembly_constituency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_election
    ADD CONSTRAINT assembly_election_matter_id_9900e175_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_entitled
    ADD CONSTRAINT assembly_entitled_mandate_id_e4817b45_fk_assembly_mandate_id FOREIGN KEY (mandate_id) REFERENCES public.assembly_mandate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_entitled
    ADD CONSTRAINT assembly_entitled_meeting_id_be47bbac_fk_matters_matter_id FOREIGN KEY (meeting_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_item
    ADD CONSTRAINT assembly_item_joint_id_d7673ef9_fk_matters_matter_id FOREIGN KEY (joint_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_item
    ADD CONSTRAINT assembly_item_meeting_id_390ffb4b_fk_matters_matter_id FOREIGN KEY (meeting_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_item
    ADD CONSTRAINT assembly_item_minutes_of_id_d16238ee_fk_matters_matter_id FOREIGN KEY (minutes_of_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_item
    ADD CONSTRAINT assembly_item_motion_id_2e9a607a_fk_matters_matter_id FOREIGN KEY (motion_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_item
    ADD CONSTRAINT assembly_item_parent_id_5e04cd34_fk_assembly_item_id FOREIGN KEY (parent_id) REFERENCES public.assembly_item(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_itempaper
    ADD CONSTRAINT assembly_itempaper_file_id_c123ba01_fk_matters_file_id FOREIGN KEY (file_id) REFERENCES public.matters_file(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_itempaper
    ADD CONSTRAINT assembly_itempaper_item_id_cfa2825d_fk_assembly_item_id FOREIGN KEY (item_id) REFERENCES public.assembly_item(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_jointdecision
    ADD CONSTRAINT assembly_jointdecisi_authority_id_baacee47_fk_assembly_ FOREIGN KEY (authority_id) REFERENCES public.assembly_authority(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_jointdecision
    ADD CONSTRAINT assembly_jointdecisi_confirmed_id_16defa07_fk_matters_m FOREIGN KEY (confirmed_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_jointdecision
    ADD CONSTRAINT assembly_jointdecision_matter_id_8a154d26_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_jointdecision
    ADD CONSTRAINT assembly_jointdecision_meeting_id_9ebc126d_fk_matters_matter_id FOREIGN KEY (meeting_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_log
    ADD CONSTRAINT assembly_log_matter_id_3d626dde_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_mandate
    ADD CONSTRAINT assembly_mandate_constituency_id_ff43737b_fk_assembly_ FOREIGN KEY (constituency_id) REFERENCES public.assembly_constituency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_mandate
    ADD CONSTRAINT assembly_mandate_election_id_6166df4c_fk_matters_matter_id FOREIGN KEY (election_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_mandate
    ADD CONSTRAINT assembly_mandate_person_id_54b5b2e1_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_mandate
    ADD CONSTRAINT assembly_mandate_term_id_5efbc9e4_fk_assembly_term_id FOREIGN KEY (term_id) REFERENCES public.assembly_term(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_meeting
    ADD CONSTRAINT assembly_meeting_matter_id_14f80d66_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_meeting
    ADD CONSTRAINT assembly_meeting_series_id_7e676b28_fk_assembly_series_id FOREIGN KEY (series_id) REFERENCES public.assembly_series(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_meeting
    ADD CONSTRAINT assembly_meeting_term_id_c73fc539_fk_assembly_term_id FOREIGN KEY (term_id) REFERENCES public.assembly_term(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_motion
    ADD CONSTRAINT assembly_motion_matter_id_1c442464_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_motion
    ADD CONSTRAINT assembly_motion_term_id_b0c7778a_fk_assembly_term_id FOREIGN KEY (term_id) REFERENCES public.assembly_term(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_note
    ADD CONSTRAINT assembly_note_meeting_id_12a305f2_fk_matters_matter_id FOREIGN KEY (meeting_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_presence
    ADD CONSTRAINT assembly_presence_mandate_id_52cb7a85_fk_assembly_mandate_id FOREIGN KEY (mandate_id) REFERENCES public.assembly_mandate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_presence
    ADD CONSTRAINT assembly_presence_meeting_id_0c1e5066_fk_matters_matter_id FOREIGN KEY (meeting_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_publicpromise
    ADD CONSTRAINT assembly_publicpromise_matter_id_d41fcdc3_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_publicpromise
    ADD CONSTRAINT assembly_publicpromise_source_id_52726517_fk_matters_matter_id FOREIGN KEY (source_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_publicquestion
    ADD CONSTRAINT assembly_publicquest_meeting_id_04b0cfc9_fk_matters_m FOREIGN KEY (meeting_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_publicquestion
    ADD CONSTRAINT assembly_publicquestion_joined_id_2c3f0829_fk_matters_matter_id FOREIGN KEY (joined_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_publicquestion
    ADD CONSTRAINT assembly_publicquestion_matter_id_94d55c60_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_questionby
    ADD CONSTRAINT assembly_questionby_matter_id_794f932e_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_questionby
    ADD CONSTRAINT assembly_questionby_person_id_87c1ddd2_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_questioncode
    ADD CONSTRAINT assembly_questioncode_matter_id_77050948_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_recall
    ADD CONSTRAINT assembly_recall_constituency_id_ac6ed5af_fk_assembly_ FOREIGN KEY (constituency_id) REFERENCES public.assembly_constituency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_recall
    ADD CONSTRAINT assembly_recall_matter_id_fb059b9d_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_reportback
    ADD CONSTRAINT assembly_reportback_mandate_id_c68828e8_fk_assembly_mandate_id FOREIGN KEY (mandate_id) REFERENCES public.assembly_mandate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_reportback
    ADD CONSTRAINT assembly_reportback_meeting_id_034c593b_fk_matters_matter_id FOREIGN KEY (meeting_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_round
    ADD CONSTRAINT assembly_round_mandate_id_c8d91a57_fk_assembly_mandate_id FOREIGN KEY (mandate_id) REFERENCES public.assembly_mandate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_round
    ADD CONSTRAINT assembly_round_matter_id_841e3209_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_secretvote
    ADD CONSTRAINT assembly_secretvote_item_id_586377cc_fk_assembly_item_id FOREIGN KEY (item_id) REFERENCES public.assembly_item(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_secretvote
    ADD CONSTRAINT assembly_secretvote_meeting_id_7ad18623_fk_matters_matter_id FOREIGN KEY (meeting_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_series
    ADD CONSTRAINT assembly_series_place_id_80eb58c8_fk_places_place_id FOREIGN KEY (place_id) REFERENCES public.places_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_support
    ADD CONSTRAINT assembly_support_matter_id_1b53b503_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_term
    ADD CONSTRAINT assembly_term_place_id_692bc427_fk_places_place_id FOREIGN KEY (place_id) REFERENCES public.places_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_version
    ADD CONSTRAINT assembly_version_matter_id_aee347d1_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_voice
    ADD CONSTRAINT assembly_voice_mandate_id_5aadec94_fk_assembly_mandate_id FOREIGN KEY (mandate_id) REFERENCES public.assembly_mandate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assembly_voice
    ADD CONSTRAINT assembly_voice_meeting_id_b253b20c_fk_matters_matter_id FOREIGN KEY (meeting_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ballot_batch
    ADD CONSTRAINT ballot_batch_election_id_7da267f0_fk_ballot_election_id FOREIGN KEY (election_id) REFERENCES public.ballot_election(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ballot_election
    ADD CONSTRAINT ballot_election_place_id_63b4f5cc_fk_places_place_id FOREIGN KEY (place_id) REFERENCES public.places_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ballot_event
    ADD CONSTRAINT ballot_event_election_id_1c7a50b7_fk_ballot_election_id FOREIGN KEY (election_id) REFERENCES public.ballot_election(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ballot_listed
    ADD CONSTRAINT ballot_listed_election_id_649a755d_fk_ballot_election_id FOREIGN KEY (election_id) REFERENCES public.ballot_election(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ballot_namedvote
    ADD CONSTRAINT ballot_namedvote_election_id_6a56e94b_fk_ballot_election_id FOREIGN KEY (election_id) REFERENCES public.ballot_election(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ballot_namedvote
    ADD CONSTRAINT ballot_namedvote_person_id_0b95f096_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ballot_papercount
    ADD CONSTRAINT ballot_papercount_election_id_7369e7cf_fk_ballot_election_id FOREIGN KEY (election_id) REFERENCES public.ballot_election(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ballot_part
    ADD CONSTRAINT ballot_part_trustee_id_fcb563fb_fk_ballot_trustee_id FOREIGN KEY (trustee_id) REFERENCES public.ballot_trustee(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ballot_registration
    ADD CONSTRAINT ballot_registration_election_id_e141fd5d_fk_ballot_election_id FOREIGN KEY (election_id) REFERENCES public.ballot_election(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ballot_registration
    ADD CONSTRAINT ballot_registration_person_id_5b8cb922_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ballot_rollentry
    ADD CONSTRAINT ballot_rollentry_election_id_4950636e_fk_ballot_election_id FOREIGN KEY (election_id) REFERENCES public.ballot_election(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ballot_rollentry
    ADD CONSTRAINT ballot_rollentry_person_id_0681da56_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ballot_trustee
    ADD CONSTRAINT ballot_trustee_election_id_7c214e90_fk_ballot_election_id FOREIGN KEY (election_id) REFERENCES public.ballot_election(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ballot_trustee
    ADD CONSTRAINT ballot_trustee_person_id_bd632236_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ballot_turnout
    ADD CONSTRAINT ballot_turnout_election_id_5e6134db_fk_ballot_election_id FOREIGN KEY (election_id) REFERENCES public.ballot_election(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ballot_turnout
    ADD CONSTRAINT ballot_turnout_person_id_f649ca8c_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ballot_waiting
    ADD CONSTRAINT ballot_waiting_election_id_e3b3d656_fk_ballot_election_id FOREIGN KEY (election_id) REFERENCES public.ballot_election(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.desk_answertemplate
    ADD CONSTRAINT desk_answertemplate_service_id_56be713e_fk_desk_service_id FOREIGN KEY (service_id) REFERENCES public.desk_service(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.desk_request
    ADD CONSTRAINT desk_request_matter_id_ada87635_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.desk_request
    ADD CONSTRAINT desk_request_service_id_c885d9c4_fk_desk_serviceversion_id FOREIGN KEY (service_id) REFERENCES public.desk_serviceversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.desk_service
    ADD CONSTRAINT desk_service_current_id_58e55119_fk_desk_serviceversion_id FOREIGN KEY (current_id) REFERENCES public.desk_serviceversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.desk_service
    ADD CONSTRAINT desk_service_window_id_34248288_fk_desk_window_id FOREIGN KEY (window_id) REFERENCES public.desk_window(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.desk_serviceversion
    ADD CONSTRAINT desk_serviceversion_made_by_id_f4030139_fk_people_person_id FOREIGN KEY (made_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.desk_serviceversion
    ADD CONSTRAINT desk_serviceversion_service_id_b5ea29a2_fk_desk_service_id FOREIGN KEY (service_id) REFERENCES public.desk_service(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_awaited
    ADD CONSTRAINT matters_awaited_matter_id_ac2d03a4_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_deadline
    ADD CONSTRAINT matters_deadline_matter_id_81d5e7fa_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_file
    ADD CONSTRAINT matters_file_added_by_id_841d093e_fk_people_person_id FOREIGN KEY (added_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_file
    ADD CONSTRAINT matters_file_matter_id_bac3d309_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_link
    ADD CONSTRAINT matters_link_matter_id_876da056_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_link
    ADD CONSTRAINT matters_link_other_id_8403ca1e_fk_matters_matter_id FOREIGN KEY (other_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_matter
    ADD CONSTRAINT matters_matter_handler_id_659998e3_fk_people_person_id FOREIGN KEY (handler_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_matter
    ADD CONSTRAINT matters_matter_offered_to_id_a6357c74_fk_people_person_id FOREIGN KEY (offered_to_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_matter
    ADD CONSTRAINT matters_matter_place_id_24db828c_fk_places_place_id FOREIGN KEY (place_id) REFERENCES public.places_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_matter
    ADD CONSTRAINT matters_matter_rules_id_b9636733_fk_matters_ruleversion_id FOREIGN KEY (rules_id) REFERENCES public.matters_ruleversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_matter
    ADD CONSTRAINT matters_matter_subject_id_a17401a5_fk_people_person_id FOREIGN KEY (subject_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_message
    ADD CONSTRAINT matters_message_confidant_id_e7847b4b_fk_people_person_id FOREIGN KEY (confidant_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_message
    ADD CONSTRAINT matters_message_matter_id_4969b45e_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_namedlist
    ADD CONSTRAINT matters_namedlist_person_id_d1850b7a_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_party
    ADD CONSTRAINT matters_party_matter_id_90976e0c_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_party
    ADD CONSTRAINT matters_party_person_id_fe3d22b5_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_pause
    ADD CONSTRAINT matters_pause_matter_id_4ac3fefa_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_receipt
    ADD CONSTRAINT matters_receipt_matter_id_b7608ec2_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_recusal
    ADD CONSTRAINT matters_recusal_matter_id_4520d6a3_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_recusal
    ADD CONSTRAINT matters_recusal_person_id_0930ef71_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.matters_wording
    ADD CONSTRAINT matters_wording_matter_id_c7b2baa8_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mediation_answer
    ADD CONSTRAINT mediation_answer_matter_id_9286ce18_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mediation_backing
    ADD CONSTRAINT mediation_backing_chooses_id_f3480442_fk_mediation_backing_id FOREIGN KEY (chooses_id) REFERENCES public.mediation_backing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mediation_backing
    ADD CONSTRAINT mediation_backing_matter_id_6f091cff_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mediation_backing
    ADD CONSTRAINT mediation_backing_person_id_2b4868cb_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mediation_backing
    ADD CONSTRAINT mediation_backing_receipt_id_2ffc038b_fk_matters_receipt_id FOREIGN KEY (receipt_id) REFERENCES public.matters_receipt(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mediation_consent
    ADD CONSTRAINT mediation_consent_matter_id_c3dcf2dd_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mediation_dispute
    ADD CONSTRAINT mediation_dispute_matter_id_c9ec82d0_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mediation_draft
    ADD CONSTRAINT mediation_draft_matter_id_8078706a_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mediation_feed
    ADD CONSTRAINT mediation_feed_person_id_aef76fa1_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mediation_invitation
    ADD CONSTRAINT mediation_invitation_matter_id_6c37a535_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mediation_milestone
    ADD CONSTRAINT mediation_milestone_matter_id_3606901e_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mediation_promise
    ADD CONSTRAINT mediation_promise_matter_id_8ab40de1_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mediation_seat
    ADD CONSTRAINT mediation_seat_matter_id_c3c12791_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mediation_seat
    ADD CONSTRAINT mediation_seat_person_id_2066860e_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mediation_slot
    ADD CONSTRAINT mediation_slot_matter_id_509b2900_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_people_person_id FOREIGN KEY (user_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_choice
    ADD CONSTRAINT notices_choice_person_id_d340fad2_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_hours
    ADD CONSTRAINT notices_hours_person_id_50262a71_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_matter_id_3cf81096_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_person_id_94368381_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_notice
    ADD CONSTRAINT notices_notice_topic_id_3d90eec9_fk_notices_topic_id FOREIGN KEY (topic_id) REFERENCES public.notices_topic(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_stopped
    ADD CONSTRAINT notices_stopped_matter_id_c7d996f7_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offices_appointment
    ADD CONSTRAINT offices_appointment_matter_id_daba69b7_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offices_appointment
    ADD CONSTRAINT offices_appointment_office_id_2c473033_fk_people_office_id FOREIGN KEY (office_id) REFERENCES public.people_office(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offices_appointment
    ADD CONSTRAINT offices_appointment_person_id_baa3569c_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offices_appointment
    ADD CONSTRAINT offices_appointment_place_id_9260397d_fk_places_place_id FOREIGN KEY (place_id) REFERENCES public.places_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offices_appointment
    ADD CONSTRAINT offices_appointment_proposed_by_id_56f60233_fk_people_person_id FOREIGN KEY (proposed_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offices_appointment
    ADD CONSTRAINT offices_appointment_signed_by_id_a738231f_fk_people_person_id FOREIGN KEY (signed_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_membership
    ADD CONSTRAINT people_membership_person_id_dd6d28d1_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_membership
    ADD CONSTRAINT people_membership_place_id_b74c7850_fk_places_place_id FOREIGN KEY (place_id) REFERENCES public.places_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_office
    ADD CONSTRAINT people_office_person_id_e3705a14_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.people_office
    ADD CONSTRAINT people_office_place_id_f3218714_fk_places_place_id FOREIGN KEY (place_id) REFERENCES public.places_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.places_boundary
    ADD CONSTRAINT places_boundary_place_id_ff9325da_fk_places_place_id FOREIGN KEY (place_id) REFERENCES public.places_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.places_building
    ADD CONSTRAINT places_building_place_id_cefbf58e_fk_places_place_id FOREIGN KEY (place_id) REFERENCES public.places_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.places_place
    ADD CONSTRAINT places_place_parent_id_593054a7_fk_places_place_id FOREIGN KEY (parent_id) REFERENCES public.places_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.places_street
    ADD CONSTRAINT places_street_place_id_01a57f2d_fk_places_place_id FOREIGN KEY (place_id) REFERENCES public.places_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);

ALTER TABLE ONLY public.register_application
    ADD CONSTRAINT register_application_matter_id_5727b78e_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.register_card
    ADD CONSTRAINT register_card_person_id_3ca44827_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.register_correction
    ADD CONSTRAINT register_correction_matter_id_cbb5f6a0_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.register_departure
    ADD CONSTRAINT register_departure_matter_id_35b9e495_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.register_ground
    ADD CONSTRAINT register_ground_place_id_cdbc2979_fk_places_place_id FOREIGN KEY (place_id) REFERENCES public.places_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.register_listed
    ADD CONSTRAINT register_listed_matter_id_63478b48_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.register_listed
    ADD CONSTRAINT register_listed_person_id_417ed22b_fk_people_person_id FOREIGN KEY (person_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.register_listing
    ADD CONSTRAINT register_listing_asked_by_id_7be1025f_fk_people_person_id FOREIGN KEY (asked_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.register_listing
    ADD CONSTRAINT register_listing_matter_id_52761fb4_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.register_listing
    ADD CONSTRAINT register_listing_signed_by_id_3f309d06_fk_people_person_id FOREIGN KEY (signed_by_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.register_sheet
    ADD CONSTRAINT register_sheet_upload_id_25fbfed7_fk_register_upload_id FOREIGN KEY (upload_id) REFERENCES public.register_upload(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.register_transfer
    ADD CONSTRAINT register_transfer_matter_id_20d8ca84_fk_matters_matter_id FOREIGN KEY (matter_id) REFERENCES public.matters_matter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.register_transfer
    ADD CONSTRAINT register_transfer_origin_id_66eb5d60_fk_places_place_id FOREIGN KEY (origin_id) REFERENCES public.places_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.register_transfer
    ADD CONSTRAINT register_transfer_target_id_3ebdd3cf_fk_places_place_id FOREIGN KEY (target_id) REFERENCES public.places_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.register_upload
    ADD CONSTRAINT register_upload_keeper_id_cb3169b0_fk_people_person_id FOREIGN KEY (keeper_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.register_upload
    ADD CONSTRAINT register_upload_place_id_8ddaa4d0_fk_places_place_id FOREIGN KEY (place_id) REFERENCES public.places_place(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_account_id_951f210e_fk_socialacc FOREIGN KEY (account_id) REFERENCES public.socialaccount_socialaccount(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_app_id_636a42d7_fk_socialacc FOREIGN KEY (app_id) REFERENCES public.socialaccount_socialapp(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_social_user_id_8146e70c_fk_people_pe FOREIGN KEY (user_id) REFERENCES public.people_person(id) DEFERRABLE INITIALLY DEFERRED;
