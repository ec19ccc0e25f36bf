"""The ComfyUI nodes of Castbook, one per file.

Castbook's rooms are imported where they are used, not at the top: ComfyUI's start waits for the import of its packs.
"""
