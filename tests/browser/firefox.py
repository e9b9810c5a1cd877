"""Firefox, driven by Marionette, which is part of the browser: no driver program is needed."""

import asyncio
import json
import os
import signal
import subprocess
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from marionette_driver.addons import Addons
from marionette_driver.by import By
from marionette_driver.errors import MarionetteException
from marionette_driver.marionette import Marionette

from tests.browser.driving import Browser, Launch, Page, until

T = TypeVar("T")

PREFERENCES = {
    "marionette.port": 0,
    "network.dns.forceResolve": "127.0.0.1",
    "xpinstall.signatures.required": False,
    "extensions.webextOptionalPermissionPrompts": False,
    "services.settings.server": "data:,#nothing/v1",
    "app.normandy.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.sessionstore.resume_from_crash": False,
    "dom.disable_open_during_load": False,
}
ASYNC = """const done = arguments[arguments.length - 1], args = [...arguments].slice(0, -1);
(async () => { %s })().then((value) => done({value}), (error) => done({error: String(error)}));"""


class FirefoxPage(Page):
    def __init__(self, firefox: "Firefox", handle: str):
        self.firefox, self.handle = firefox, handle

    def _enter(self, frame: str | None, focus: bool) -> Marionette:
        driver = self.firefox.driver
        driver.switch_to_window(self.handle, focus=focus)
        driver.switch_to_frame()
        if frame is not None:
            driver.switch_to_frame(driver.find_element(By.CSS_SELECTOR, frame))
        return driver

    async def run(self, body: str, *args: object, frame: str | None = None) -> Any:
        def act() -> dict:
            driver = self._enter(frame, focus=False)
            return driver.execute_async_script(ASYNC % body, list(args), sandbox=None)

        return _value(await self.firefox.do(act))

    async def click(self, selector: str, frame: str | None = None) -> None:
        await self._with_element(selector, frame, lambda element: element.click())

    async def type(self, selector: str, text: str, frame: str | None = None) -> None:
        await self._with_element(selector, frame, lambda element: element.send_keys(text))

    async def _with_element(self, selector: str, frame: str | None, act: Callable) -> None:
        def once() -> None:
            act(self._enter(frame, focus=True).find_element(By.CSS_SELECTOR, selector))

        await self.firefox.do(once)

    async def go(self, url: str) -> None:
        await self.firefox.do(lambda: self._enter(None, focus=False).navigate(url))

    async def front(self) -> None:
        await self.firefox.do(lambda: self._enter(None, focus=True))

    async def close(self) -> None:
        await self.firefox.do(lambda: self._enter(None, focus=False).close())


class Firefox(Browser):
    name = "firefox"
    process: subprocess.Popen | None = None
    id: str | None = None

    def __init__(self, launch: Launch):
        super().__init__(launch)
        self._thread = ThreadPoolExecutor(max_workers=1)  # Marionette blocks and knows one current tab

    async def do(self, act: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, act)

    async def start(self) -> None:
        await self._launch()
        folder = self.launch.extension
        if folder is None:
            return
        if self.launch.permanent and self.id is None:
            await self._install_for_good(folder)
        elif self.id is None:
            self.id = await self.do(lambda: Addons(self.driver).install(str(folder), temp=True))
        await until(self._running, 20, "the background is ready")

    async def _install_for_good(self, folder: Path) -> None:
        # An add-on is forgotten when the browser is killed soon after the installation: hence the clean quit.
        archive = self.launch.profile.parent / "extension.xpi"
        with zipfile.ZipFile(archive, "w") as zipped:
            for file in sorted(path for path in folder.rglob("*") if path.is_file()):
                zipped.write(file, file.relative_to(folder))
        self.id = await self.do(lambda: Addons(self.driver).install(str(archive), temp=False))
        await self.close()
        await self._launch()

    async def _launch(self) -> None:
        profile = self.launch.profile
        profile.mkdir(parents=True, exist_ok=True)
        wanted = PREFERENCES | {"network.socket.forcePort": f"443={self.launch.port}"}
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in wanted.items())
        (profile / "user.js").write_text("".join(lines))
        active = profile / "MarionetteActivePort"
        active.unlink(missing_ok=True)
        flags = ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile"]
        self.process = subprocess.Popen(
            [self.launch.program, *flags, str(profile), "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        port = await until(lambda: self._port(active), 60, "Firefox has started")
        self.driver = await self.do(lambda: _session(port))

    async def _port(self, active: Path) -> int:
        if self.process.poll() is not None:
            raise RuntimeError(f"{self.launch.program} ended with status {self.process.returncode}")
        text = active.read_text() if active.exists() else ""
        return int(text) if text.strip() else 0

    async def chrome(self, body: str, *args: object) -> Any:
        """Run privileged code of the browser itself: the body of an async function with `args`."""

        def act() -> dict:
            with self.driver.using_context("chrome"):
                return self.driver.execute_async_script(ASYNC % body, list(args))

        return _value(await self.do(act))

    async def _running(self) -> bool:
        state = "return WebExtensionPolicy.getByID(args[0])?.extension?.backgroundState ?? null"
        return await self.chrome(state, self.id) in ("running", "stopped")

    async def open(self, url: str) -> Page:
        opened = await self.do(lambda: self._in_some_tab().open(type="tab", focus=True))
        page = FirefoxPage(self, opened["handle"])
        await page.go(url)
        await page.front()
        return page

    def _in_some_tab(self) -> Marionette:
        self.driver.switch_to_window(self.driver.window_handles[-1], focus=False)
        return self.driver

    async def find(self, part: str) -> Page | None:
        def look() -> str | None:
            for handle in reversed(self.driver.window_handles):
                self.driver.switch_to_window(handle, focus=False)
                if part in self.driver.get_url():
                    return handle
            return None

        handle = await self.do(look)
        return FirefoxPage(self, handle) if handle else None

    async def extension_page(self, path: str) -> Page:
        host = await self.chrome("return WebExtensionPolicy.getByID(args[0]).mozExtensionHostname", self.id)
        return await self.open(f"moz-extension://{host}/{path}")

    async def stop_background(self) -> None:
        await self.chrome("await WebExtensionPolicy.getByID(args[0]).extension.terminateBackground()", self.id)

    async def grant(self, pattern: str) -> None:
        """Nothing to prepare: the preference above answers yes to every request."""

    async def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        await asyncio.to_thread(self.process.wait)
        await self.do(self._forget_session)
        self.process = None

    def _forget_session(self) -> None:
        with suppress(MarionetteException, OSError):
            self.driver.client.close()

    async def close(self) -> None:
        process, self.process = self.process, None
        if process is None:
            return
        with suppress(MarionetteException, OSError):
            await self.do(lambda: self.driver._send_message("Marionette:Quit", {"flags": ["eForceQuit"]}))
        await self.do(self._forget_session)
        try:
            await asyncio.to_thread(process.wait, 20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            await asyncio.to_thread(process.wait)


def _session(port: int) -> Marionette:
    driver = Marionette(host="127.0.0.1", port=port)
    driver.start_session({"acceptInsecureCerts": True})
    driver.timeout.script = 60
    driver.timeout.implicit = 10
    return driver


def _value(answer: dict) -> Any:
    if "error" in answer:
        raise AssertionError(f"the page answered: {answer['error']}")
    return answer.get("value")
