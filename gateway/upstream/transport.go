package upstream

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"os"
	"time"

	"github.com/interlingua/interlingua/gateway/config"
)

// transport is tuned for many streams to one host: connections are kept, and no limit bounds a whole stream.
func transport(c config.Upstream) (*http.Transport, error) {
	t := &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: time.Duration(c.Timeouts.Connect), KeepAlive: 30 * time.Second}).DialContext,
		TLSHandshakeTimeout:   time.Duration(c.Timeouts.Connect),
		ResponseHeaderTimeout: time.Duration(c.Timeouts.Header),
		MaxIdleConns:          0,
		MaxIdleConnsPerHost:   256,
		IdleConnTimeout:       90 * time.Second,
		ForceAttemptHTTP2:     true,
		DisableCompression:    true,
		// A burst of events then costs few reads, and few writes to the client.
		ReadBufferSize: 16 << 10,
	}
	if c.Proxy != "" {
		p, err := url.Parse(c.Proxy)
		if err != nil {
			return nil, errors.New("the proxy's address cannot be read")
		}
		t.Proxy = http.ProxyURL(p)
	}
	if c.TLS != nil {
		conf, err := clientTLS(c.TLS)
		if err != nil {
			return nil, err
		}
		t.TLSClientConfig = conf
	}
	return t, nil
}

func clientTLS(c *config.ClientTLS) (*tls.Config, error) {
	conf := &tls.Config{
		MinVersion: tls.VersionTLS12, ServerName: c.ServerName,
		InsecureSkipVerify: c.InsecureSkipVerify, //nolint:gosec // asked for by the configuration, for tests on loopback
	}
	if c.CAFile != "" {
		pem, err := os.ReadFile(c.CAFile)
		if err != nil {
			return nil, err
		}
		conf.RootCAs = x509.NewCertPool()
		if !conf.RootCAs.AppendCertsFromPEM(pem) {
			return nil, errors.New("the CA file holds no certificate")
		}
	}
	if c.CertFile != "" {
		cert, err := tls.LoadX509KeyPair(c.CertFile, c.KeyFile)
		if err != nil {
			return nil, err
		}
		conf.Certificates = []tls.Certificate{cert}
	}
	return conf, nil
}
