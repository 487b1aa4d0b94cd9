"""Dossiers: what a lawyer writes for a court, gone through with her sentence by sentence, made into a paper and a bundle."""
