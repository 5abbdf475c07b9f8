"""Which of the given facts an amount is reckoned from, and which are missing."""

from decimal import Decimal

from bot.eligibility.inputs import find_inputs
from tests.bot.eligibility.factories import rule_book

ESTIMATES = rule_book().estimates
REVENUE, COST, TAXES = (Decimal(number) for number in (90, 20, 10))
PARTS = {"tech_transfer_revenue": REVENUE, "tech_transfer_cost": COST, "tech_transfer_taxes": TAXES}


def inputs(benefit, **values):
    return find_inputs(ESTIMATES[benefit], values)


def test_what_is_not_given_is_missing_in_the_order_of_the_rule():
    found = inputs("rd-plus/b5")
    assert found.missing == ("rd_entrusted_overseas", "rd_domestic_expense") and found.used == {}


def test_other_facts_are_left_alone():
    found = inputs("cash-award-50/b1", cash_award=Decimal(5), tax_rate=Decimal("0.25"), revenue=Decimal(1))
    assert found.used == {"cash_award": Decimal(5)}


def test_an_input_wins_over_what_may_stand_in_its_place():
    found = inputs("tech-transfer-cit/b1", tech_transfer_income=Decimal(7), **PARTS)
    assert found.used == {"tech_transfer_income": Decimal(7)} and found.missing == ()


def test_all_of_what_may_stand_instead_is_enough():
    found = inputs("tech-transfer-cit/b1", **PARTS)
    assert found.used == PARTS and found.missing == ()


def test_of_a_beginning_the_rest_is_asked_for_first():
    found = inputs("tech-transfer-cit/b1", tech_transfer_revenue=REVENUE)
    assert found.missing == ("tech_transfer_cost", "tech_transfer_taxes", "tech_transfer_income")
    assert found.used == {"tech_transfer_revenue": REVENUE}


def test_an_agreed_rate_needs_the_prime_rate_beside_it_and_the_prime_rate_alone_does_nothing():
    owed = {"overdue_amount": Decimal(100), "overdue_days": Decimal(3)}
    assert inputs("sme-pay/b4", **owed, agreed_rate=Decimal("0.01")).missing == ("lpr_1y",)
    found = inputs("sme-pay/b4", **owed, lpr_1y=Decimal("0.03"))
    assert found.used == owed and found.missing == ()


def test_a_loss_is_shown_as_given_and_reckoned_as_nothing():
    found = inputs("cit-law/b1", taxable_income=Decimal(-5))
    assert found.used == {"taxable_income": Decimal(-5)} and found.numbers == {"taxable_income": Decimal(0)}
    assert found.losses == ("taxable_income",)
