#!/bin/sh
# `total_height` and `total_width` of a sheet are the indices of its last row and column, one less than their number.
#
# One would guess: a sheet with four rows from the top has a total height of 4, since `height` (of the filled part) is 4
#   there, and `to_python(skip_empty_area=False)` gives four rows. The project's README names the two beside each other
#   (https://github.com/dimastbk/python-calamine).
# Version: python-calamine 0.9.1, workbook written with openpyxl 3.1.5.
# Seen: rows 1 to 4 filled: height 4, total_height 3, rows read 4; rows 3 to 6 filled: height 4, total_height 5, rows read 6.
#   A limit on the number of rows that goes by it lets one row too many through.
# It fails if that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 openpyxl==3.1.5
cd "$folder" && venv/bin/python - <<'PY'
import openpyxl
import python_calamine

seen = []
for first in (1, 3):
    book = openpyxl.Workbook()
    for row in range(first, first + 4):
        book.active.cell(row, 2, "x")
    book.save("rows.xlsx")
    sheet = python_calamine.load_workbook("rows.xlsx").get_sheet_by_index(0)
    read = sheet.to_python(skip_empty_area=False)
    seen.append((sheet.height, sheet.total_height, len(read), sheet.total_width, len(read[0])))
print("height, total_height, rows read, total_width, columns read:", seen)
assert seen == [(4, 3, 4, 1, 2), (4, 5, 6, 1, 2)], "the totals count now"
PY
