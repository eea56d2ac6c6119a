"""Who says something in a sentence."""

from __future__ import annotations

import pytest

from knowledge.drafting.attribution import attributions


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Officials said three people died.", ["Officials"]),
        ("The mayor, however, said that the road stays shut.", ["mayor"]),
        ("“We lost,” said Raul Godoy, a worker and secretary of the union.", ["Raul Godoy"]),
        ("“We lost,” Godoy added.", ["Godoy"]),
        ("Says one worker, “We will stay.”", ["worker"]),
        ("“We stand ready” tweeted Johnson “to help.”", ["Johnson"]),
        ("Seventy people were held, news agency Yonhap reported, but nobody was hurt.", ["Yonhap"]),
        ("The plant is safe, according to the Emergencies Ministry.", ["Emergencies Ministry"]),
        ("According to a spokeswoman for Lumo, the heaters are safe.", ["spokeswoman for Lumo"]),
        ("He was told by Emergencies Minister Yevgeny Zinichev of a leak.", ["Yevgeny Zinichev"]),
        (
            "The call was seconded by Chancellor Angela Merkel and Prime Minister Boris Johnson.",
            ["Angela Merkel", "Boris Johnson"],
        ),
        (
            "The Investigative Committee and the Federal Security Service (FSB) said gas leaked.",
            ["Investigative Committee", "Federal Security Service"],
        ),
        ("One protester, Park Ji-ho, stated that he would stay.", ["Park Ji-ho"]),
        ("Lydia Buchtmann for Food Standards, says they are looking at it.", ["Lydia Buchtmann"]),
        ("The committee found no trace, despite Znak.com claiming it was a bomb.", ["committee", "Znak.com"]),
        ("The workers have run the plant, and say they are better off.", ["workers"]),
        ("The union wants a limit of six nights a month and says it may strike.", ["union"]),
        ("Health Minister Carla Ruiz visited the ward and promised help.", ["Carla Ruiz"]),
        ("A law the mayor signed bans it and says nothing of cars.", []),
        ("Nearly 300 people died and warned nobody.", []),
        ("Furious gran Maureen Tibbs, 71, fumed: “It's a disgrace.”", ["Maureen Tibbs"]),
        ("The town ended the ferry, a decision residents say will empty the island.", ["residents"]),
        ("A few residents say that it will empty the island.", ["few residents"]),
        ("Union members feel that the governor may be to blame.", ["Union members"]),
        ("The Transport Workers’ Federation says more than 1,100 joined.", ["Transport Workers’ Federation"]),
        ("According to her, the alarm was repaired in May.", ["she"]),
        ("The plan, according to them, is dead.", ["they"]),
        ("According to her lawyer, the alarm was repaired in May.", ["her lawyer"]),
        ("In her view, the firm could pay more.", ["she"]),
        ("In Hana Novak's view, the firm could pay more.", ["Hana Novak"]),
        ("“No,” said the group's chair, Dr Amina Osei.", ["Amina Osei"]),
        ("In his own words there was hope.", ["he"]),
        ("In the view of the union, the firm could pay more.", ["union"]),
        ("“I saw flames at eleven,” recalled a passer-by, Joe Till.", ["Joe Till"]),
        ("Contrary to what Ruth Sand says, the roof was mended, said Olaf Reed.", ["Olaf Reed"]),
        ("Contrary to what Ruth Sand says, it was mended, said Olaf Reed, who chairs the club.", ["Olaf Reed"]),
        ("“Despite what the mayor claims, nobody asked us,” Olaf Reed said.", ["Olaf Reed"]),
        ("Contrary to what Ruth Sand says, the roof was mended in May.", []),
        ("Olaf Reed, whose lawyer Ruth Sand denied it, said he would sue.", ["Olaf Reed"]),
        ("The firm, whose lawyer Ruth Sand said it would sue, has closed.", ["Ruth Sand"]),
        ("Margaret Oyelaran of the charity Access Harlow said that was too few.", ["Margaret Oyelaran"]),
    ],
)
def test_who_speaks_is_found_before_and_after_the_verb(sentence, names):
    assert [each.subject.name for each in attributions(sentence)] == names


@pytest.mark.parametrize(
    "sentence",
    [
        "The building was evacuated.",
        "A HMRC spokeswoman declined to say more.",
        "The report has prompted calls for more salt.",
        "Over 1,000 rescuers responded.",
        "Misha's condition was on Wednesday reported to be stable.",
        "Mayor Shaw could not be reached for comment.",
        "The sports page is called Final Score.",
        "Reports on tickets, claims and orders rose in May.",
        "The house has a fine view of the bay.",
    ],
)
def test_where_nobody_says_anything_nobody_is_found(sentence):
    assert attributions(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "role", "aside"),
    [
        ("Justice Minister Kim Kyung Han said no.", "Justice Minister", ""),
        ("Fire marshal Dale Kowalczyk said no.", "Fire marshal", ""),
        ("President of Ukraine Volodymyr Zelensky said no.", "President of Ukraine", ""),
        (
            "Cres Eastman, Director of the study, and Chairman of the Centre, says no.",
            "",
            "Director of the study, and Chairman of the Centre",
        ),
        ("The institute's director, Ane Alencar, said no.", "", "institute's director"),
        ("“No,” said Gordon Isbister, 58, a care worker from Scalloway.", "", "a care worker from Scalloway"),
    ],
)
def test_what_they_are_is_read_with_the_name(sentence, role, aside):
    (only,) = attributions(sentence)
    assert (only.subject.role, only.aside) == (role, aside)


@pytest.mark.parametrize("verb", ["denied", "disputes", "rejected", "dismissed"])
def test_denying_is_told_from_saying(verb):
    assert [each.denies for each in attributions(f"The union {verb} that.")] == [True]
    assert [each.denies for each in attributions("The union said that.")] == [False]
