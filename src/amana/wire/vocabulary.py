"""The questions of a report and the codes that answer them (domain research §6.2, after GBVIMS+).

A reader keeps codes that it does not know: a newer page must not lose a report here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from amana.errors import AmanaError
from amana.wire.report import Answer


class UnknownAnswer(AmanaError):
    """An answer is not one of those that the question has. Nothing was sent. Choose again."""


@dataclass(frozen=True)
class Question:
    """A question's codes; `several` of them may be chosen together. Without codes: her own words."""

    codes: tuple[str, ...]
    several: bool = False


THREAT_TYPE: Final = (
    "publish send_to_person tell_family accuse fabricate physical_harm harm_relative kidnap"
    " job_school tribal"
)
DEMAND_TYPE: Final = (
    "money recurring_money goods_gold_phone sex_online sex_in_person more_images recruit_others"
    " marriage_or_return withdraw_complaint information_or_political none_humiliation unknown"
)
LEVERAGE_TYPE: Final = (
    "intimate_image non_intimate_image_sensitive video_call_recording chat_audio account_access"
    " synthetic documents_home_phone secret claimed_not_shown"
)
ACQUISITION: Final = (
    "sent_willingly sent_under_pressure covert_recording account_hack phone_hack_or_repair"
    " stolen_phone friend_reshared public_profile synthetic unknown"
)
PERPETRATOR_RELATION: Final = (
    "intimate_partner_former_partner primary_caregiver family_other_than_spouse_or_caregiver"
    " supervisor_employer schoolmate teacher_school_official service_provider cotenant_housemate"
    " family_friend_neighbor other_refugee_idp_returnee other_resident_community_member other"
    " no_relation unknown online_only state_agent gang fake_rescuer"
)
CHANNEL: Final = (
    "facebook_messenger instagram snapchat whatsapp telegram tiktok viber imo phone_sms email"
    " in_person other"
)
RECIPIENTS: Final = (
    "father brother husband fiance_family mother sister tribe_elder employer school public_page"
    " police"
)
DESIRED_OUTCOME: Final = (
    "stop_quietly delete identify prosecute protection money_back tell_someone_supported just_talk"
)
DANGER: Final = "yes no unsure"

QUESTIONS: Final[Mapping[str, Question]] = {
    "danger": Question(tuple(DANGER.split())),
    "threat_type": Question(tuple(THREAT_TYPE.split()), several=True),
    "demand_type": Question(tuple(DEMAND_TYPE.split()), several=True),
    "leverage_type": Question(tuple(LEVERAGE_TYPE.split()), several=True),
    "acquisition": Question(tuple(ACQUISITION.split())),
    "perpetrator_relation": Question(tuple(PERPETRATOR_RELATION.split())),
    "channel": Question(tuple(CHANNEL.split()), several=True),
    "deadline": Question(()),  # dates and days as she wrote them, digits made Latin
    "recipients": Question(tuple(RECIPIENTS.split()), several=True),
    "desired_outcome": Question(tuple(DESIRED_OUTCOME.split()), several=True),
}


def check_answers(answers: Mapping[str, Answer]) -> None:
    """For writers: raises UnknownAnswer for a question or code that is not in QUESTIONS."""
    for name, answer in answers.items():
        question = QUESTIONS.get(name)
        if question is None or isinstance(answer, str) == question.several:
            raise UnknownAnswer
        chosen = (answer,) if isinstance(answer, str) else answer
        if question.codes and not set(chosen) <= set(question.codes):
            raise UnknownAnswer
