import { BlockList, isIP, isIPv6 } from 'node:net';

/** Where homes are: private networks, those of VPNs, and this machine. */
const home = new BlockList();
home.addSubnet('10.0.0.0', 8, 'ipv4');
home.addSubnet('172.16.0.0', 12, 'ipv4');
home.addSubnet('192.168.0.0', 16, 'ipv4');
home.addSubnet('100.64.0.0', 10, 'ipv4');
home.addSubnet('127.0.0.0', 8, 'ipv4');
home.addAddress('::1', 'ipv6');
home.addSubnet('fc00::', 7, 'ipv6');
home.addSubnet('fe80::', 10, 'ipv6');

/** Whether an IP address can only be in the home's own networks; addresses of services in a cloud cannot. */
export function isAtHome(ip: string): boolean {
  const [address = ''] = ip.replace(/^\[|\]$/g, '').split('%');
  return isIP(address) !== 0 && home.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
