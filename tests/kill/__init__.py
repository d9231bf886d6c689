"""What a killed process leaves behind: everything that was acknowledged, and nothing by halves."""
