"""Token buckets."""

from __future__ import annotations

import pytest

from bot.gateway.limits import Bucket, Rate


def test_bucket_gives_its_burst_and_then_tells_how_long_to_wait() -> None:
    bucket = Bucket(Rate(burst=3, per_second=0.5), now=0.0)
    assert [bucket.take(0.0) for _ in range(3)] == [0.0, 0.0, 0.0]
    assert bucket.take(0.0) == pytest.approx(2.0)


def test_bucket_fills_with_time_up_to_its_burst() -> None:
    bucket = Bucket(Rate(burst=2, per_second=1.0), now=0.0)
    assert bucket.take(0.0) == bucket.take(0.0) == 0.0
    assert bucket.take(1.0) == 0.0
    assert bucket.take(1.5) == pytest.approx(0.5)
    assert [bucket.take(1000.0) > 0 for _ in range(3)] == [False, False, True]


def test_bucket_gains_nothing_from_a_clock_that_goes_back() -> None:
    bucket = Bucket(Rate(burst=1, per_second=1.0), now=100.0)
    assert bucket.take(100.0) == 0.0
    assert bucket.take(50.0) == pytest.approx(1.0)
    assert bucket.take(51.0) == 0.0
