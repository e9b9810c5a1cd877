"""Firefox, driven by Marionette: no driver program is needed."""

import asyncio
import base64
import json
import os
import signal
import subprocess
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from tests.browser.driving import SETTLED_S, Browser, Launch, Page, PageMoved, until
from tests.browser.marionette import Marionette, MarionetteError
from tests.suite import evidence

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
    "devtools.jsonview.enabled": False,
    "accessibility.force_disabled": 1,
    "browser.newtab.preload": False,
    "browser.pagethumbnails.capturing_disabled": True,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.sessionstore.interval": 3_600_000,
    "toolkit.cosmeticAnimations.enabled": False,
    "devtools.console.stdout.content": True,
    "devtools.console.stdout.chrome": True,
    "browser.dom.window.dump.enabled": True,
}


REVOKE = """const path = "resource://gre/modules/ExtensionPermissions.sys.mjs";
const { ExtensionPermissions } = ChromeUtils.importESModule(path);
const { extension } = WebExtensionPolicy.getByID(args[0]);
await ExtensionPermissions.remove(args[0], { permissions: [], origins: args[1] }, extension)"""

# Without a screen there is no device whose input would tell Firefox that the person is not idle.
AWAKE = """Cc["@mozilla.org/widget/useridleservice;1"].getService(Ci.nsIUserIdleServiceInternal)
.resetIdleTimeOut(0)"""


LOCATE = """const { scriptSecurityManager, perms } = Services;
const who = scriptSecurityManager.createContentPrincipalFromOrigin(args[0]);
perms.addFromPrincipal(who, "geo", args[1] ? perms.ALLOW_ACTION : perms.DENY_ACTION)"""


class FirefoxPage(Page):
    def __init__(self, driver: Marionette, handle: str):
        self.driver, self.handle = driver, handle

    async def _enter(self, frame: str | None = None, focus: bool = False) -> None:
        await self.driver.send("WebDriver:SwitchToWindow", handle=self.handle, focus=focus)
        await self.driver.send("WebDriver:SwitchToFrame")
        if frame is not None:
            await self.driver.send("WebDriver:SwitchToFrame", element=await self.driver.find(frame))

    async def run(self, body: str, *args: object, frame: str | None = None) -> Any:
        async with self.driver.turn:
            await self._enter(frame)
            try:
                return await self.driver.run(body, args, sandbox=None)
            except MarionetteError as error:
                if "unloaded" in str(error) or "no such window" in str(error):
                    raise PageMoved(body) from error
                raise

    async def click(self, selector: str, frame: str | None = None) -> None:
        await self._to_element("WebDriver:ElementClick", selector, frame)

    async def type(self, selector: str, text: str, frame: str | None = None) -> None:
        await self._to_element("WebDriver:ElementSendKeys", selector, frame, text=text)

    async def enter(self, selector: str) -> None:
        await self.type(selector, "\ue007")

    async def _to_element(self, command: str, selector: str, frame: str | None, **what: str) -> None:
        async with self.driver.turn:
            await self._enter(frame, focus=True)
            try:
                await self.driver.send(command, id=await self.driver.find(selector), **what)
            except MarionetteError as error:
                if "stale element" not in str(error):  # the page drew itself anew in between
                    raise
                await self.driver.send(command, id=await self.driver.find(selector), **what)
        await self.driver.run_privileged(AWAKE)

    async def go(self, url: str) -> None:
        async with self.driver.turn:
            await self._enter()
            await self.driver.send("WebDriver:Navigate", url=url)

    async def front(self) -> None:
        async with self.driver.turn:
            await self._enter(focus=True)

    async def close(self) -> None:
        async with self.driver.turn:
            await self._enter()
            await self.driver.send("WebDriver:CloseWindow")


class Firefox(Browser):
    name = "firefox"
    process: subprocess.Popen | None = None
    driver: Marionette | None = None
    id: str | None = None

    async def start(self) -> None:
        await self._launch()
        folder = self.launch.extension
        if folder is None:
            return
        if self.id is None and self.launch.permanent:
            await self._install_for_good(folder)
        elif self.id is None:
            self.id = await self.driver.send("Addon:Install", path=str(folder), temporary=True)
        await until(self._running, 20, "the background is ready")

    async def _install_for_good(self, folder: Path) -> None:
        # An add-on is forgotten when the browser is killed soon after the installation: hence the clean quit.
        archive = _zip(folder, self.launch.profile.parent / "extension.xpi")
        self.id = await self.driver.send("Addon:Install", path=str(archive), temporary=False)
        await self.close()
        await self._launch()

    async def _launch(self) -> None:
        self.process = _spawn(self.launch)
        port = await until(self._port, 60, "Firefox has started")
        self.driver = await Marionette.connect(port)
        evidence.present(self)

    async def _port(self) -> int:
        if self.process.poll() is not None:
            raise RuntimeError(f"{self.launch.program} ended with status {self.process.returncode}")
        return _active_port(self.launch.profile)

    async def _running(self) -> bool:
        state = "return WebExtensionPolicy.getByID(args[0])?.extension?.backgroundState ?? null"
        return await self.driver.run_privileged(state, self.id) in ("running", "stopped")

    async def open(self, url: str) -> Page:
        async with self.driver.turn:
            await self._enter_any()
            opened = await self.driver.send("WebDriver:NewWindow", type="tab", focus=True)
        page = FirefoxPage(self.driver, opened["handle"])
        await page.go(url)
        await page.front()
        return page

    async def _enter_any(self) -> None:
        # The current tab may have been closed by the test or by the extension.
        handles = await self.driver.send("WebDriver:GetWindowHandles")
        await self.driver.send("WebDriver:SwitchToWindow", handle=handles[-1], focus=False)

    async def find(self, part: str) -> Page | None:
        async with self.driver.turn:
            for handle in reversed(await self.driver.send("WebDriver:GetWindowHandles")):
                with suppress(MarionetteError):  # closed in the meantime
                    await self.driver.send("WebDriver:SwitchToWindow", handle=handle, focus=False)
                    if part in await self.driver.send("WebDriver:GetCurrentURL"):
                        return FirefoxPage(self.driver, handle)
        return None

    async def extension_page(self, path: str) -> Page:
        host = await self.driver.run_privileged(
            "return WebExtensionPolicy.getByID(args[0]).mozExtensionHostname", self.id
        )
        return await self.open(f"moz-extension://{host}/{path}")

    async def stop_background(self) -> None:
        terminate = "await WebExtensionPolicy.getByID(args[0]).extension.terminateBackground()"
        await self.driver.run_privileged(terminate, self.id)

    @asynccontextmanager
    async def asleep(self):
        page = await self.extension_page("manifest.json")
        await asyncio.sleep(SETTLED_S)
        await self.stop_background()
        yield self._sleeps
        await page.close()

    async def _sleeps(self) -> bool:
        state = "return WebExtensionPolicy.getByID(args[0]).extension.backgroundState"
        return await self.driver.run_privileged(state, self.id) == "stopped"

    async def grant(self, patterns: list[str]) -> None:
        """Nothing to prepare: the preference above answers yes to every request."""

    async def let_locate(self, origin: str, allowed: bool = True) -> None:
        await self.driver.run_privileged(LOCATE, origin, allowed)

    async def revoke(self, patterns: list[str]) -> None:
        await self.driver.run_privileged(REVOKE, self.id, patterns)

    async def pictures(self) -> AsyncIterator[tuple[str, bytes]]:
        for handle in await self.driver.send("WebDriver:GetWindowHandles"):
            async with self.driver.turn:
                await self.driver.send("WebDriver:SwitchToWindow", handle=handle, focus=False)
                address = await self.driver.send("WebDriver:GetCurrentURL")
                picture = await self.driver.send("WebDriver:TakeScreenshot", full=False)
            yield address, base64.b64decode(picture)

    async def kill(self) -> None:
        evidence.gone(self)
        process, self.process = self.process, None
        os.killpg(process.pid, signal.SIGKILL)
        await asyncio.to_thread(process.wait)
        self.driver.close()

    async def close(self) -> None:
        evidence.gone(self)
        process, self.process = self.process, None
        if process is None:
            return
        with suppress(MarionetteError, OSError):
            await self.driver.send("Marionette:Quit", flags=["eForceQuit"])
        self.driver.close()
        try:
            await asyncio.to_thread(process.wait, 20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            await asyncio.to_thread(process.wait)


def _active_port(profile: Path) -> int:
    """The port on which Firefox takes commands; 0 until it has said so."""
    file = profile / "MarionetteActivePort"
    text = file.read_text() if file.exists() else ""
    return int(text) if text.strip() else 0


def _spawn(launch: Launch) -> subprocess.Popen:
    """Write the preferences into the profile and start the program, in a process group of its own."""
    launch.profile.mkdir(parents=True, exist_ok=True)
    wanted = PREFERENCES | {"network.socket.forcePort": f"443={launch.port}"}
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in wanted.items())
    (launch.profile / "user.js").write_text("".join(lines))
    (launch.profile / "MarionetteActivePort").unlink(missing_ok=True)
    flags = ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile"]
    command = [launch.program, *flags, str(launch.profile), "about:blank"]
    with launch.profile.with_suffix(".log").open("ab") as log:
        return subprocess.Popen(command, start_new_session=True, stdout=log, stderr=log)


def _zip(folder: Path, archive: Path) -> Path:
    """Pack the extension's folder as it is."""
    with zipfile.ZipFile(archive, "w") as zipped:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            zipped.write(file, file.relative_to(folder))
    return archive
