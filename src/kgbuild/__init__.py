"""Text in, a knowledge graph out that an analyst can trust."""
