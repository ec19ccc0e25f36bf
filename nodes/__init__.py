"""The ComfyUI nodes of Castbook, one per file."""
