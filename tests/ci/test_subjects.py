"""`.ci/subjects.py` on real repositories."""

import os
import shutil
import subprocess
import sys

import pytest
import subjects

from tests.ci.project import ROOT

FITS, TOO_LONG = "a" * 72, "b" * 73


def git(folder, *arguments):
    """Run git in `folder`, with nobody's configuration, and return what it printed."""
    name = {"GIT_AUTHOR_NAME": "Sam", "GIT_AUTHOR_EMAIL": "sam@example.org"}
    name |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in name.items()}
    variables = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", **name}
    return subprocess.run(
        ["git", "-C", folder, *arguments], env=variables, check=True, capture_output=True, text=True
    ).stdout.strip()


def commit(folder, subject):
    """Commit nothing under that subject and return the commit's hash."""
    git(folder, "commit", "--quiet", "--allow-empty", "--message", subject + "\n\nA body may have " + "long lines " * 9)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path):
    """A repository with `.ci/subjects.py` in it, and no commit."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    (folder / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "subjects.py", folder / ".ci")
    return folder


def check(folder):
    """Run the check in `folder`; return its exit code, and what it printed."""
    command = [sys.executable, folder / ".ci" / "subjects.py"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout + ran.stderr


def test_a_subject_of_72_characters_passes_and_a_longer_one_is_shown(repository):
    commit(repository, FITS)
    assert check(repository) == (0, "")
    long = commit(repository, TOO_LONG)
    code, printed = check(repository)
    assert code == 1
    hash_, subject = printed.splitlines()[0].split()
    assert (long.startswith(hash_), subject) == (True, TOO_LONG)
    assert printed.splitlines()[1:] == ["Shorten these commit subjects to 72 characters (git rebase -i)."]


def test_older_commits_than_the_rule_are_left_alone(repository, monkeypatch):
    commit(repository, TOO_LONG)
    monkeypatch.setattr(subjects, "_BASE", commit(repository, TOO_LONG))
    commit(repository, FITS)
    assert subjects.too_long(repository) == []
    commit(repository, TOO_LONG)
    assert len(subjects.too_long(repository)) == 1


def test_merges_are_left_alone_because_others_name_them(repository):
    commit(repository, "First")
    git(repository, "switch", "--quiet", "--create", "side")
    commit(repository, "Second")
    git(repository, "switch", "--quiet", "main")
    git(repository, "merge", "--quiet", "--no-ff", "--message", TOO_LONG, "side")
    assert check(repository) == (0, "")


def test_a_clone_without_the_older_commits_is_not_checked_and_says_so(repository, tmp_path):
    commit(repository, TOO_LONG)
    commit(repository, TOO_LONG)
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", repository.as_uri(), shallow)
    shutil.copytree(repository / ".ci", shallow / ".ci")
    assert check(shallow) == (
        0,
        "Commit subjects not checked: this clone lacks the older commits (git fetch --unshallow gets them).\n",
    )


def test_an_archive_is_not_checked_and_says_so(repository):
    shutil.rmtree(repository / ".git")
    assert check(repository) == (0, "Commit subjects not checked: this folder is no git repository.\n")
