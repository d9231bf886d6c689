"""`python -m unionhall`"""

from unionhall.cli import main

main()
