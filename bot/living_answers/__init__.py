"""Living answers: posted cards are corrected when their fact changes."""
