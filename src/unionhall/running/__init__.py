"""The hall as it runs: how it is opened, watched over, found by others and closed again."""
