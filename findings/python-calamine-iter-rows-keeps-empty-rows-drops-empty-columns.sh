#!/bin/sh
# `iter_rows` of python-calamine begins at row 1 of a sheet, but at the first column that is used.
#
# One would guess: both are kept, as `to_python(skip_empty_area=False)` keeps them, or both are left out, as
#   `to_python()` does (https://pypi.org/project/python-calamine/, "skip_empty_area"). So columns found by their
#   place in a row are those of the sheet, or rows and columns are counted from the same corner.
# Version: python-calamine 0.9.1, workbook written with openpyxl 3.1.5.
# Seen: a sheet with one word in C3 gives three rows of one cell each: two empty rows, then the word in the first column.
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
book.active["C3"] = "word"
book.save("corner.xlsx")
sheet = python_calamine.load_workbook("corner.xlsx").get_sheet_by_index(0)
print("whole area:", sheet.to_python(skip_empty_area=False))
print("used area:", sheet.to_python())
print("iter_rows:", list(sheet.iter_rows()))
assert sheet.to_python() == [["word"]]
assert sheet.to_python(skip_empty_area=False) == [["", "", ""], ["", "", ""], ["", "", "word"]]
assert list(sheet.iter_rows()) == [[""], [""], ["word"]], "rows and columns begin at the same corner now"
PY
