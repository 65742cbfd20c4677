"""Wire types of long work and of what is entered by hand."""

from datetime import datetime

from api.jobs import Job, JobState
from api.schemas import Wire


class JobOut(Wire):
    """A job. ``done`` of ``total`` steps are through; ``result`` is where its file is, if any."""

    id: str
    kind: str
    level: str
    state: JobState
    created: datetime
    ended: datetime | None
    done: int
    total: int | None
    step: str
    problem: str
    problem_status: int
    result: str | None

    @classmethod
    def of(cls, job: Job) -> "JobOut":
        """Tell of a job."""
        return cls(
            id=job.id,
            kind=job.kind,
            level=job.level.label,
            state=job.state,
            created=job.created,
            ended=job.ended,
            done=job.done,
            total=job.total,
            step=job.step,
            problem=job.problem,
            problem_status=job.problem_status,
            result=f"/jobs/{job.id}/result" if job.state is JobState.DONE else None,
        )


class EnteredOut(Wire):
    """What was entered by hand; ``is_new`` false: the same stood there already."""

    subject: str
    record: str
    level: str
    is_new: bool
