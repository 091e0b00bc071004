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

// ServerTLS serves the configured certificate, and demands those that the configured authorities signed; each is read again when
// its file changes. The error says why it cannot be read now.
func ServerTLS(c *config.ServerTLS) (*tls.Config, error) {
	cert := &following[*tls.Certificate]{file: c.CertFile, read: func() (*tls.Certificate, error) {
		pair, err := tls.LoadX509KeyPair(c.CertFile, c.KeyFile)
		return &pair, err
	}}
	if _, err := cert.get(); err != nil {
		return nil, err
	}
	conf := &tls.Config{
		MinVersion:     tls.VersionTLS12,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return cert.get() },
	}
	if c.ClientCAFile == "" {
		return conf, nil
	}
	authorities := &following[*x509.CertPool]{file: c.ClientCAFile, read: func() (*x509.CertPool, error) { return pool(c.ClientCAFile) }}
	if _, err := authorities.get(); err != nil {
		return nil, err
	}
	// Verified here, on every connection, since the authorities of a configuration that serves cannot be changed.
	conf.ClientAuth = tls.RequireAnyClientCert
	conf.VerifyConnection = func(cs tls.ConnectionState) error {
		trusted, err := authorities.get()
		if err != nil {
			return err
		}
		return verifyClient(cs.PeerCertificates, trusted)
	}
	return conf, nil
}

// verifyClient checks a client's certificate, which comes first, with those between it and an authority behind it.
func verifyClient(chain []*x509.Certificate, trusted *x509.CertPool) error {
	between := x509.NewCertPool()
	for _, c := range chain[1:] {
		between.AddCert(c)
	}
	_, err := chain[0].Verify(x509.VerifyOptions{
		Roots: trusted, Intermediates: between, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
	})
	return err
}

// pool reads a file of authorities.
func pool(file string) (*x509.CertPool, error) {
	pem, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	p := x509.NewCertPool()
	if !p.AppendCertsFromPEM(pem) {
		return nil, errors.New("tls: client_ca_file holds no certificate")
	}
	return p, nil
}

// following is what a file holds, read again when the file changes.
type following[T comparable] struct {
	file string
	read func() (T, error)

	mu       sync.Mutex
	value    T
	modified time.Time
}

// get gives what is in force. A file that cannot be read leaves the last that could.
func (f *following[T]) get() (T, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	info, err := os.Stat(f.file)
	if err == nil && !info.ModTime().Equal(f.modified) {
		var value T
		if value, err = f.read(); err == nil {
			f.value, f.modified = value, info.ModTime()
		}
	}
	var none T
	if f.value == none {
		return none, err
	}
	return f.value, nil
}
