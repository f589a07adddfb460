"""What readers say of answers, as a command: `python -m tests.benchmarks.judged`."""
