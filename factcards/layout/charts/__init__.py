"""Charts to scale: `chart_boxes` selects the data, `charts` draws it, `chart_labels` sets its text.

`waffle` has the outlines of the pills of a waffle chart.
"""
