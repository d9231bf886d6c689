"""Tables that people bring and take: CSV and workbooks, read and written in one place."""
