"""Speed and size, measured; printed as tables. Benchmarks assert nothing about time."""
