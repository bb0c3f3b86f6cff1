"""Draws pictures of clothes for the practice shop: nobody's photographs, so nobody's rights."""
