"""How well questions are answered: labelled questions, what each got, and the figures of all."""
