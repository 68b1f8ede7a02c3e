"""A click opens the right card, several marks at one place give a choice, table and map agree."""

from browser_page import Explorer
from playwright.sync_api import expect

from geo_tensions.dataset import load_dataset

DATASET = load_dataset()
LANDING = "FL-2025-01-30-A"


def test_a_click_opens_the_card_of_the_mark(explorer: Explorer) -> None:
    identifier = "NV-2022-09-03"
    row = DATASET.row_of[identifier]
    record = DATASET.records[row]
    explorer.go(
        f"/?from={record['start']}&to={record['start']}&lat={record.lat}&lon={record.lon}&zoom=6"
    )
    explorer.page.mouse.click(*explorer.position(row))
    expect(explorer.card()).to_contain_text(record["title"])
    expect(explorer.card()).to_contain_text(record["place"])
    explorer.page.wait_for_url(f"**selected={identifier}**")


def test_three_entries_at_one_place_give_a_choice(explorer: Explorer) -> None:
    row = DATASET.row_of["AV-2024-09-23-1"]
    record = DATASET.records[row]
    explorer.go(f"/?from=2024-09-23&to=2024-09-23&lat={record.lat}&lon={record.lon}&zoom=6")
    explorer.page.mouse.click(*explorer.position(row))
    chooser = explorer.map.locator(".gt-side .gt-chooser")
    expect(chooser.locator(".gt-item")).to_have_count(3)
    chooser.locator(".gt-item").nth(1).click()
    expect(explorer.card()).to_contain_text("2 of 3")


def test_the_map_view_survives_every_widget(explorer: Explorer) -> None:
    explorer.go("/?lat=44.2000&lon=146.6000&zoom=7")
    wanted = explorer.state()["view"]
    page = explorer.page
    loads = explorer.frame_loads
    page.get_by_role("textbox", name="Search").fill("Iturup")
    page.get_by_role("textbox", name="Search").press("Enter")
    page.wait_for_url("**q=Iturup**")
    page.get_by_role("button", name="Contested").click()
    page.wait_for_url("**evidence=**")
    page.get_by_role("radio", name="Japanese").or_(
        page.get_by_role("button", name="Japanese")
    ).first.click()
    page.wait_for_url("**perspective=japan**")
    explorer.wait_idle()
    explorer.wait_state("state.perspective === 'japan'")
    assert explorer.state()["view"] == wanted
    assert explorer.frame_loads == loads
