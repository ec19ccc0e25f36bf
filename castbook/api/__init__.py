"""The HTTP routes under /castbook: thin aiohttp handlers over the library and the queue, each behind one guard."""
