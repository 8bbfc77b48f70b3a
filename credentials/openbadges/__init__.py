"""The full credential: the passport as a W3C file for strangers' verifiers (design §4, "File").

A CLR 2.0 `ClrCredential` around one Open Badges 3.0 credential for each unit, with the code's bytes
and one `eddsa-rdfc-2022` proof inside. Our own verdict rests on the code's bytes and a digest.
"""
