from xml.etree import ElementTree

from evals.charts import reliability_chart
from evals.confidence import Bin


def test_each_bin_has_its_dot_interval_and_columns():
    bins = (Bin(10, 4, 0.2, 0.5, 0.3, 0.7), Bin(20, 0, 0.9, 1.0, 0.84, 1.0))
    drawing = ElementTree.fromstring(reliability_chart(bins, 0.15))
    classes = [element.get("class") for element in drawing.iter() if element.get("class")]
    assert [classes.count(name) for name in ("dot", "whisker", "count", "unanswerable", "floor")] == [2, 2, 2, 1, 1]


def test_a_right_bin_lies_higher_than_a_wrong_one():
    bins = (Bin(1, 0, 0.5, 0.0, 0.0, 0.8), Bin(1, 0, 0.5, 1.0, 0.2, 1.0))
    drawing = ElementTree.fromstring(reliability_chart(bins, 0.15))
    wrong, right = [float(element.get("cy")) for element in drawing.iter() if element.get("class") == "dot"]
    assert right < wrong


def test_no_bin_still_draws_the_frame():
    assert ElementTree.fromstring(reliability_chart((), 0.15)) is not None
