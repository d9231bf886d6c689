"""Kills the database under a web server in which many cast; run by its test with a home of its own."""

import json
import random
import time

from tests.kill.power_cut import cut, wait_for_database

CUTS, PORT = 3, 8350


def main() -> None:
    from unionhall.database.connections import disconnect
    from unionhall.running.loading import at_work

    with at_work() as environment:
        from django.db import connection

        from tests.beyond.halls import Machine
        from tests.kill.crowd import Crowd, assert_all_is_well, summary
        from tests.setup.conftest import end
        from tests.town import build
        from unionhall.instruments.ballot.tests.acts.holding import hold

        held = hold(build())
        machine = Machine(environment.home / "machine", PORT)
        try:
            machine.launch("serve")
            machine.wait_for_server()
            crowd = Crowd(held, machine.address)
            crowd.begin()
            for _ in range(CUTS):
                time.sleep(random.uniform(0.3, 1.5))
                disconnect()
                cut(environment.home)
                wait_for_database()
            crowd.end()
        finally:
            end(machine)
        assert_all_is_well(crowd)
        connection.close()
        print(json.dumps(summary(crowd)))


if __name__ == "__main__":
    main()
