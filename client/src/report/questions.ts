/** The questions that she may answer or skip, in the vocabularies of `src/amana/wire/vocabulary.py`. */

export interface Question {
  readonly name: string;
  readonly several: boolean;
  readonly hint: boolean;
  readonly codes: readonly string[];
}

const question = (name: string, codes: string, more: { several?: boolean; hint?: boolean } = {}): Question => ({
  name, several: more.several ?? false, hint: more.hint ?? false, codes: codes.split(" "),
});

/** In the order in which they are asked; the deadline, which is no list, stands between `before` and `after`. */
export const BEFORE: readonly Question[] = [
  question("threat_type", "publish send_to_person tell_family accuse fabricate physical_harm harm_relative kidnap job_school tribal", { several: true }),
  question("demand_type", "money recurring_money goods_gold_phone sex_online sex_in_person more_images recruit_others marriage_or_return withdraw_complaint information_or_political none_humiliation unknown", { several: true }),
  question("leverage_type", "intimate_image non_intimate_image_sensitive video_call_recording chat_audio account_access synthetic documents_home_phone secret claimed_not_shown", { several: true, hint: true }),
  question("acquisition", "sent_willingly sent_under_pressure covert_recording account_hack phone_hack_or_repair stolen_phone friend_reshared public_profile synthetic unknown", { hint: true }),
  question("perpetrator_relation", "intimate_partner_former_partner primary_caregiver family_other_than_spouse_or_caregiver supervisor_employer schoolmate teacher_school_official service_provider cotenant_housemate family_friend_neighbor other_refugee_idp_returnee other_resident_community_member online_only state_agent gang fake_rescuer other no_relation unknown"),
  question("channel", "facebook_messenger instagram snapchat whatsapp telegram tiktok viber imo phone_sms email in_person other", { several: true }),
];

export const AFTER: readonly Question[] = [
  question("recipients", "father brother husband fiance_family mother sister tribe_elder employer school public_page police", { several: true }),
  question("desired_outcome", "stop_quietly delete identify prosecute protection money_back tell_someone_supported just_talk", { several: true, hint: true }),
];
