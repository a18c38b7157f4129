"""Tables with a turn in each row: delimited text, workbooks, and their columns found by name or by content."""
