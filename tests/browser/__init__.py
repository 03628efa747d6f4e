"""A package, so that the browser ends with the last test here and not with the whole run.

While Playwright's loop is open in a thread, nothing else there may run asyncio.
"""
