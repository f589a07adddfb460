"""What is told beside the quotes of an answer, each thing by cues that are certain."""
