"""Entries of ships and aircraft into zones, partition by partition, on one machine or many."""

from geo_tensions.screening.judging import Question
from geo_tensions.screening.names import Asked
from geo_tensions.screening.reading import Tracks, read_tracks
from geo_tensions.screening.working import SchedulerError, Screening, screen

__all__ = ["Asked", "Question", "SchedulerError", "Screening", "Tracks", "read_tracks", "screen"]
