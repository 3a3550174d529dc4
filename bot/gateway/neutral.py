"""Where one goes who leaves: a page that says nothing of where one has been."""

NEUTRAL = "https://www.yr.no/"
