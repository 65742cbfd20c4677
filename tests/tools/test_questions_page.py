from api.questions import questions
from tools.questions_page import PAGE, page


def test_the_page_of_questions_says_what_the_descriptions_say() -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == page(questions()), "run: python -m tools.questions_page"
