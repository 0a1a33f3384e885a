"""How good an extraction is, measured against documents whose truth is known."""
