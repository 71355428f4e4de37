"""What is asked of a subject. A probe is `(Lab) -> None`: it talks, everything said is recorded, it judges nothing.

Labels tell checks which recording is which. `registry` is the list, in the order in which the probes run; later ones use
what earlier ones heard (`lab.known`).
"""
