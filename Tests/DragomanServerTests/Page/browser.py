"""A page in a headless browser: finds, waits, presses, takes pictures."""

import base64
import json
import shutil

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait


class Page:
    def __init__(self, url, folder, wait):
        self.url, self.folder, self.wait = url, folder, wait
        self.log = []
        self.addresses = []
        options = webdriver.ChromeOptions()
        for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1440,900", "--hide-scrollbars",
                         "--lang=en", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"):
            options.add_argument(argument)
        options.add_experimental_option("prefs", {"download.default_directory": str(folder)})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        options.binary_location = shutil.which("chromium") or ""
        self.driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))

    def css(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def until(self, what, condition):
        try:
            return WebDriverWait(self.driver, self.wait, poll_frequency=0.05).until(lambda _: condition())
        except Exception as error:
            self.shoot("failed")
            raise AssertionError(f"{what}: not within {self.wait} s ({type(error).__name__}); log: {self.messages()}") from None

    def choose(self, selector, value):
        self.until(f"{value} in {selector}", lambda: any(option.get_attribute("value") == value for option in Select(self.css(selector)).options))
        Select(self.css(selector)).select_by_value(value)

    def value(self, selector):
        return self.css(selector).get_property("value")

    def text(self, selector):
        return self.css(selector).get_property("textContent").strip()

    def emulate(self, scheme="light", motion="no-preference"):
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [
            {"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": motion}]})

    def size(self, width, height=900):
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                    {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def shoot(self, name, whole=False):
        """A picture of the window, or of the whole page."""
        taken = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": whole})
        (self.folder / f"{name}.png").write_bytes(base64.b64decode(taken["data"]))

    def looks(self, name):
        """Pictures in light, dark and narrow; nothing may be wider than the window."""
        for label, width, scheme in (("light", 1440, "light"), ("dark", 1440, "dark"), ("narrow", 360, "light"), ("narrow-dark", 360, "dark")):
            self.emulate(scheme)
            self.size(width, 900 if width > 400 else 780)
            self.settle()
            wide = self.driver.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{name} is {wide} px wider than a window of {width} px"
            self.shoot(f"{name}-{label}", whole=width < 400)
        self.emulate()
        self.size(1440)

    def messages(self):
        self.log += [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
        return self.log

    def asked(self):
        """All addresses that the page has asked for."""
        for entry in self.driver.get_log("performance"):
            event = json.loads(entry["message"])["message"]
            if event["method"] == "Network.requestWillBeSent":
                self.addresses.append(event["params"]["request"]["url"])
            elif event["method"] == "Network.webSocketCreated":
                self.addresses.append(event["params"]["url"])
        return self.addresses

    def settle(self):
        """Waits for what moves from one colour or place to another; what moves for ever does not count."""
        self.until("rest", lambda: self.driver.execute_script(
            "return document.getAnimations().every((one) => one.playState !== 'running' || one.effect.getComputedTiming().endTime === Infinity)"))

    def downloaded(self, pattern):
        return self.until(f"download of {pattern}", lambda: next(
            (file for file in self.folder.glob(pattern) if not file.name.endswith(".crdownload") and file.stat().st_size), None))

    def focused(self):
        return self.driver.execute_script(
            "const node = document.activeElement; return node.id || node.dataset.sentence || node.getAttribute('for') || node.tagName")

    def press(self, *keys):
        webdriver.ActionChains(self.driver).send_keys(*keys).perform()

    def call(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)
