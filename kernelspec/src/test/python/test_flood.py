"""Hostile messages harm nobody. `flood.py` sends a million of them, with figures."""

import flood


def test_beside_a_flood_of_hostile_messages_a_client_is_served_and_the_kernel_neither_breaks_nor_grows():
    figures = flood.flood(20_000)
    assert figures["kernel_info"]["times"] > 0
