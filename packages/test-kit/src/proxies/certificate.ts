/** A private key and a certificate for it, both as PEM. */
export type Certificate = { keyPem: string; certPem: string }

/** Makes a self-signed certificate, valid for a year, for `hostName` and the loopback addresses. */
export async function selfSignedCertificate(hostName: string): Promise<Certificate> {
  // Imported here because the X.509 library takes longer to load than everything else in this package.
  const { generate } = await import('selfsigned')
  const pems = await generate([{ name: 'commonName', value: hostName }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: hostName },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  })
  return { keyPem: pems.private, certPem: pems.cert }
}
