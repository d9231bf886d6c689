#!/bin/sh
# A cell that shows an error comes out of python-calamine as an empty string, like a cell that is empty.
#
# One would guess: an error is told apart from nothing. The library's own engine, calamine, has a value for it
#   (https://docs.rs/calamine/latest/calamine/enum.Data.html, Error), and openpyxl gives the text "#N/A".
# Version: python-calamine 0.9.1, workbook written with openpyxl 3.1.5.
# Seen: ['#N/A', ''] in the file is ['', ''] when read. Who reads a register takes a failed look-up for "no value".
# It fails if that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 openpyxl==3.1.5
cd "$folder" && venv/bin/python - <<'PY'
import openpyxl
import python_calamine

book = openpyxl.Workbook()
book.active.append(["#N/A", ""])
book.active.append(["x", "y"])
book.save("errors.xlsx")
assert openpyxl.load_workbook("errors.xlsx").active["A1"].data_type == "e"
first, _second = python_calamine.load_workbook("errors.xlsx").get_sheet_by_index(0).to_python()
print("read:", first)
assert first == ["", ""], "an error is told apart now"
PY
