"""What people read when pip fails, from what pip printed."""

import pytest
from reasons import reason

HASHES = """\
Collecting page==1.0 (from -r pins.txt (line 1))
  Downloading page-1.0-py3-none-any.whl (15 kB)
ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated the package versions, ...
    page==1.0 from https://files.example/page-1.0-py3-none-any.whl (from -r pins.txt (line 1)):
        Expected sha256 0043213661e29250eb41368e5daa826fc017156c3b8a11440826b2e3ed376472
             Got        9243213661e29250eb41368e5daa826fc017156c3b8a11440826b2e3ed376472

"""
PROXY = """\
WARNING: Retrying (Retry(total=0, connect=None, read=None, redirect=None, status=None)) after connection broken by \
'ProxyError('Cannot connect to proxy.', NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object>: \
Failed to establish a new connection: [Errno 111] Connection refused'))': /simple/page/
ERROR: Could not find a version that satisfies the requirement page==1.0 (from versions: none)
ERROR: No matching distribution found for page==1.0
"""
HALFWAY = """\
  Downloading page-1.0-py3-none-any.whl (15 kB)
pip._vendor.urllib3.exceptions.ProtocolError: ('Connection broken: IncompleteRead(12 bytes read)', IncompleteRead(12))
"""
CERTIFICATE = """\
Looking in indexes: https://user:****@index.example/simple, https://other.example
Could not fetch URL https://index.example/simple/page/: There was a problem confirming the ssl certificate: \
HTTPSConnectionPool(host='index.example', port=443): Max retries exceeded with url: /simple/page/ (Caused by \
SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed'))) - skipping
ERROR: No matching distribution found for page==1.0
"""
NO_WHEEL = """\
ERROR: Could not find a version that satisfies the requirement page==1.0 (from versions: 0.1, 0.2)
ERROR: No matching distribution found for page==1.0
"""
DISK = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n"


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        (HASHES, "The file that the package index sent for page==1.0 isn't the one that constraints.txt pins"),
        (PROXY, "The package index https://pypi.org/simple can't be reached: check this machine's network"),
        (HALFWAY, "The package index https://pypi.org/simple can't be reached: check this machine's network"),
        (CERTIFICATE, "The package index https://user:****@index.example/simple can't be reached"),
        (NO_WHEEL, "The package index https://pypi.org/simple has no page==1.0 for Python 3."),
        (DISK, "The disk is full: free about 1 GB and start this again."),
        ("ERROR: Something new.\n\n", "It failed: Something new."),
        ("", "It failed: it printed nothing"),
    ],
)
def test_the_failure_is_told_in_one_sentence_with_what_to_do(output, sentence):
    assert reason(output).startswith(sentence)
    assert "\n" not in reason(output)


def test_a_transient_warning_does_not_hide_the_real_failure():
    assert reason(PROXY.splitlines()[0] + "\n" + DISK).startswith("The disk is full")
