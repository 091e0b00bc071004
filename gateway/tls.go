package gateway

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"os"
	"sync"
	"time"

	"github.com/interlingua/interlingua/gateway/config"
)

// serverTLS serves the configured certificate and reads it again when its file changes.
func serverTLS(c *config.ServerTLS) (*tls.Config, error) {
	k := &keyPair{certFile: c.CertFile, keyFile: c.KeyFile}
	if _, err := k.get(nil); err != nil {
		return nil, err
	}
	conf := &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: k.get}
	if c.ClientCAFile != "" {
		pem, err := os.ReadFile(c.ClientCAFile)
		if err != nil {
			return nil, err
		}
		conf.ClientCAs = x509.NewCertPool()
		if !conf.ClientCAs.AppendCertsFromPEM(pem) {
			return nil, errors.New("tls: client_ca_file holds no certificate")
		}
		conf.ClientAuth = tls.RequireAndVerifyClientCert
	}
	return conf, nil
}

// keyPair is a certificate that follows its file.
type keyPair struct {
	certFile, keyFile string

	mu       sync.Mutex
	cert     *tls.Certificate
	modified time.Time
}

// get gives the certificate in force. A file that cannot be read leaves the last one that could.
func (k *keyPair) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	info, err := os.Stat(k.certFile)
	if err == nil && !info.ModTime().Equal(k.modified) {
		var cert tls.Certificate
		if cert, err = tls.LoadX509KeyPair(k.certFile, k.keyFile); err == nil {
			k.cert, k.modified = &cert, info.ModTime()
		}
	}
	if k.cert == nil {
		return nil, err
	}
	return k.cert, nil
}
