"""Processes beside the test: the worker of tests, and who asks it for work."""

import os
import subprocess
import sys

from tests.workspaces import PLAN, Pantau

PATIENCE = 60.0  # seconds to wait for a process


def at_work(pantau: Pantau, *words: str) -> "subprocess.Popen[str]":
    """The worker of tests, or another of its deeds, in a process of its own."""
    settings = {"PANTAU_WORKSPACE": str(pantau.folder), "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.usecases.jobs_at_work", *words],
        env=pantau.surroundings | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def told_by(process: "subprocess.Popen[str]") -> str:
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    return out


def plan_job(pantau: Pantau, content: str = PLAN) -> str:
    """The id of a job that reads a plan; no command asks for one."""
    return told_by(at_work(pantau, "ask-plan", str(pantau.file("new.txt", content)))).strip()
