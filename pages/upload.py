"""导入: reports handed to the server, read before anybody sees them, then loaded."""

from pages.shared.upload import show_upload

show_upload()
