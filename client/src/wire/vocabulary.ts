/** The questions of a report and the codes that answer them, the same as in `src/amana/wire/vocabulary.py` (a test compares them). */

const several = (codes: string) => ({ codes: codes.split(" "), several: true }) as const;
const one = (codes: string) => ({ codes: codes.split(" "), several: false }) as const;

/** A question's codes; `several` of them may be chosen together. */
export interface Question {
  readonly codes: readonly string[];
  readonly several: boolean;
}

export const QUESTIONS = {
  danger: one("yes no unsure"),
  threat_type: several("publish send_to_person tell_family accuse fabricate physical_harm harm_relative kidnap job_school tribal"),
  demand_type: several(
    "money recurring_money goods_gold_phone sex_online sex_in_person more_images recruit_others marriage_or_return withdraw_complaint information_or_political none_humiliation unknown",
  ),
  leverage_type: several(
    "intimate_image non_intimate_image_sensitive video_call_recording chat_audio account_access synthetic documents_home_phone secret claimed_not_shown",
  ),
  acquisition: one(
    "sent_willingly sent_under_pressure covert_recording account_hack phone_hack_or_repair stolen_phone friend_reshared public_profile synthetic unknown",
  ),
  perpetrator_relation: one(
    "intimate_partner_former_partner primary_caregiver family_other_than_spouse_or_caregiver supervisor_employer schoolmate teacher_school_official service_provider cotenant_housemate family_friend_neighbor other_refugee_idp_returnee other_resident_community_member other no_relation unknown online_only state_agent gang fake_rescuer",
  ),
  channel: several("facebook_messenger instagram snapchat whatsapp telegram tiktok viber imo phone_sms email in_person other"),
  recipients: several("father brother husband fiance_family mother sister tribe_elder employer school public_page police"),
  desired_outcome: several("stop_quietly delete identify prosecute protection money_back tell_someone_supported just_talk"),
} satisfies Record<string, Question>;

export type QuestionName = keyof typeof QUESTIONS;
