/**
 * Software that people host themselves: a host that the person added belongs to the platform whose software was
 * recognised there, whatever the host's name. Pure.
 */

/**
 * The platforms with the person's servers among their hosts.
 * @template {{id: string, hosts: string[]}} Platform
 * @param {Platform[]} platforms
 * @param {Record<string, string>} servers host to platform id, "" while nothing was recognised
 * @returns {Platform[]}
 */
export function withServers(platforms, servers) {
  return platforms.map((platform) => {
    const added = Object.keys(servers).filter((host) => servers[host] === platform.id);
    return added.length ? { ...platform, hosts: [...platform.hosts, ...added] } : platform;
  });
}
